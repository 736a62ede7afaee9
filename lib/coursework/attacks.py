r"""The attack suite: hostile submissions, each a file that says what it tries.

``tests/attacks/<group>/<name>.txt``. They are text files, so that no tool imports one: some kill
what they can reach. The groups are named after what a file is after:

=========== ==============================================================================
scoring     points, by fooling what compares or what counts
reading     hidden checks, other students' work, secrets of the machine
writing     files outside, marks in the gradebook, work of others
escaping    processes, sockets and system calls that no answer needs
exhausting  time, memory and room
confusing   points or harm by the notebook file itself: its cells, ids, metadata and format
=========== ==============================================================================

A file opens with comments: first what it tries, in one sentence, then

``# Reason: <regular expression>``
    What the instructor reads of it must contain this. It has to be the true reason.
``# Check: <code>``
    The check that it is aimed at, if not the one of ``target.ipynb``.
``# Costs: <points>``
    What it loses of its own honest answer, if it breaks that as well.

In all groups but the last, the text is the answer cell ``mean`` of the lesson ``target.ipynb``; the
second exercise is answered honestly. In *confusing*, both are ordinary answers, ``mean`` a wrong
one, and the text is Python that edits ``notebook``, the file's JSON, with `cell` (finds one by
its grade id), `copy` and `json` at hand, or sets ``file``, its bytes. It has no import and no
file to open.

It is handed in by mallory, in a class with ada and zoe. These words are replaced: COURSE by the path of the class's folder, REPOSITORY by the path of
this repository, PWNED by a name under which whatever it leaves behind is found.

What an attack has to show for itself it prints: a canary that it read (``canary-<place>-<16
hexadecimal digits>``), or a line that begins with ``HARM:``. In a grader that holds, none
prints either.
"""

from __future__ import annotations

import builtins
import copy
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from coursework.bank import compose
from coursework.lesson import without_hidden_tests, without_solution

__all__ = [
    "CANARY",
    "FOLDER",
    "GROUPS",
    "HARM",
    "HONEST_POINTS",
    "LESSON",
    "Attack",
    "AttackError",
    "attack_files",
    "hostile",
    "ordinary",
    "read_attack",
    "target",
]

FOLDER = Path("tests", "attacks")
GROUPS = ("scoring", "reading", "writing", "escaping", "exhausting", "confusing")
LESSON = "target"
# Of the second exercise, which every attack answers as it should.
HONEST_POINTS = 2.0
CANARY = re.compile(r"canary-[a-z]+-[0-9a-f]{16}")
HARM = re.compile(r"^HARM:.*", re.MULTILINE)

_RIGHT = {
    "mean": "def mean(values):\n    return sum(values) / len(values)",
    "double": "def double(x):\n    return 2 * x",
}
_WRONG = "def mean(values):\n    return -1.0"
_SECRET = "SECRET"
_LINE = re.compile(r"^# (Reason|Check|Costs):[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)
_BUILTINS = (
    "bytes chr dict enumerate float int isinstance len list max min next range reversed "
    "set sorted str sum tuple zip"
)


class AttackError(ValueError):
    """A file of the suite is not as it should be; the text names it."""


@dataclass(frozen=True)
class Attack:
    """One hostile submission.

    Attributes
    ----------
    group, name : str
    aim : str
        What it tries.
    reason : str
        Regular expression that the instructor's reason must match.
    text : str
        The whole file.
    check : str
        Code of the check that it is aimed at, or nothing.
    costs : float
        Points of its own honest answer that it loses.
    """

    group: str
    name: str
    aim: str
    reason: str
    text: str
    check: str = ""
    costs: float = 0.0

    def __str__(self) -> str:
        return f"{self.group}/{self.name}"


def attack_files(folder: str | Path) -> list[Path]:
    """List the files of a suite, sound or not, by group."""
    found = Path(folder).glob("*/*.txt")
    return sorted(found, key=lambda path: (_place(path.parent.name), path.name))


def _place(group: str) -> int:
    return GROUPS.index(group) if group in GROUPS else len(GROUPS)


def read_attack(path: str | Path) -> Attack:
    """Read one file of the suite.

    Parameters
    ----------
    path : path

    Raises
    ------
    AttackError
        If it stands in an unknown group, or does not say what it tries and what is read of it.
    """
    path = Path(path)
    group = path.parent.name
    text = path.read_text(encoding="utf-8")
    if group not in GROUPS:
        raise AttackError(f"{path}: {group!r} is no group. The groups are {', '.join(GROUPS)}.")
    aim = text.partition("\n")[0]
    if not aim.startswith("# ") or _LINE.match(aim):
        raise AttackError(f"{path}: the first line must be a comment that says what it tries.")
    told = dict(_LINE.findall(text))
    if "Reason" not in told:
        raise AttackError(
            f"{path}: a line '# Reason: <regular expression>' must say what is read of it."
        )
    return Attack(
        group,
        path.stem,
        aim.removeprefix("# "),
        told["Reason"],
        text,
        told.get("Check", ""),
        float(told.get("Costs", 0)),
    )


# --- the notebooks ---------------------------------------------------------------------


def target(folder: str | Path, *, check: str = "", secret: str = "") -> NotebookNode:
    """Return the source of the lesson that is attacked.

    Parameters
    ----------
    folder : path
        ``tests/attacks``.
    check : str
        The code of the first exercise's check, if not the lesson's own.
    secret : str
        Stands in the hidden check, for an attack to find.
    """
    source = nbformat.read(Path(folder, f"{LESSON}.ipynb"), as_version=4)
    for cell in source.cells:
        if cell.id == "mean_check" and check:
            cell.source = f'with exercise("1 Mean"):\n    {check}'
        cell.source = cell.source.replace(_SECRET, secret)
    return source


def ordinary(source: NotebookNode, **answers: str) -> NotebookNode:
    """Return an ordinary submission to a lesson: right answers, or those that are given."""
    release = copy.deepcopy(source)
    for cell in release.cells:
        cell.source = without_hidden_tests(without_solution(cell.source))
    return compose(release, _RIGHT | answers)


def hostile(attack: Attack, source: NotebookNode, places: Mapping[str, str]) -> bytes:
    """Return the file that an attack hands in.

    Parameters
    ----------
    attack : Attack
    source : NotebookNode
        From `target`, with the attack's check.
    places : mapping of str to str
        What COURSE, REPOSITORY and PWNED stand for.
    """
    text = attack.text
    for word, place in places.items():
        text = text.replace(word, place)
    if attack.group != "confusing":
        return nbformat.writes(ordinary(source, mean=text)).encode()
    # Not by nbformat's own writer, which makes lists of lines of the texts.
    return _edited(attack, text, json.loads(json.dumps(ordinary(source, mean=_WRONG))))


def _edited(attack: Attack, text: str, notebook: dict[str, Any]) -> bytes:
    def cell(id_: str) -> dict[str, Any]:
        return next(one for one in notebook["cells"] if one["id"] == id_)

    # A slip in such a file reaches nothing: it has neither import nor open.
    known = {name: getattr(builtins, name) for name in _BUILTINS.split()}
    space = {"__builtins__": known, "notebook": notebook, "cell": cell, "file": None}
    space |= {"copy": copy.deepcopy, "json": json}
    exec(compile(text, str(attack), "exec"), space)
    return space["file"] or json.dumps(notebook).encode()
