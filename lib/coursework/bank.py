"""The answer bank: right and wrong answers to each exercise, and notebooks made of them.

``tests/answers/<lesson>/<exercise>/right/<approach>.py`` and ``wrong/<mistake>.py`` hold the
full text of an answer cell. A wrong answer opens with a comment that says what the student
misunderstood and which words the check's message must contain.
"""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from nbformat import NotebookNode

__all__ = ["Answer", "BankError", "compose", "cover", "read_bank"]

_WORDS = re.compile(r"^# Message must contain:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)


class BankError(ValueError):
    """An answer file is not as it should be; the text names it."""


@dataclass(frozen=True)
class Answer:
    """One answer to one exercise.

    Attributes
    ----------
    lesson, exercise : str
        Name of the lesson and grade id of the answer cell.
    name : str
        The approach or the mistake.
    right : bool
    text : str
        Full text of the answer cell.
    words : tuple of str
        What the message of the check must contain. Empty for a right answer.
    """

    lesson: str
    exercise: str
    name: str
    right: bool
    text: str
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.exercise}/{'right' if self.right else 'wrong'}/{self.name}"


def read_bank(folder: str | Path) -> list[Answer]:
    """Read all answers, in the order of their paths.

    Parameters
    ----------
    folder : path
        ``tests/answers``.

    Raises
    ------
    BankError
        If a file stands in a wrong place, or a wrong answer does not say its words.
    """
    folder = Path(folder)
    return [_read(path, folder) for path in sorted(folder.rglob("*.py"))]


def _read(path: Path, folder: Path) -> Answer:
    parts = path.relative_to(folder).parts
    if len(parts) != 4 or parts[2] not in ("right", "wrong"):
        raise BankError(f"{path}: wanted <lesson>/<exercise>/right or wrong/<name>.py.")
    lesson, exercise, kind, _ = parts
    text = path.read_text(encoding="utf-8").rstrip("\n")
    words = tuple(_WORDS.findall(text))
    if kind == "wrong" and not words:
        raise BankError(f"{path}: an opening comment has to say '# Message must contain: ...'.")
    return Answer(lesson, exercise, path.stem, kind == "right", text, words)


def compose(notebook: NotebookNode, answers: Mapping[str, str]) -> NotebookNode:
    """Put answers into a copy of a released notebook.

    Parameters
    ----------
    notebook : NotebookNode
        The release.
    answers : mapping of str to str
        Text of the answer cells, by grade id. Other cells stay as they are.

    Returns
    -------
    NotebookNode

    Raises
    ------
    KeyError
        If the notebook has no cell for an answer.
    """
    made = copy.deepcopy(notebook)
    cells = {cell.id: cell for cell in made.cells}
    for id_, text in answers.items():
        cells[id_].source = text
    return made


def cover(bank: Sequence[Answer]) -> Iterator[dict[str, Answer]]:
    """Combine the answers to one lesson so that few submissions hold all of them.

    Yields
    ------
    dict of str to Answer
        One answer for each exercise. An exercise with fewer answers than others is
        answered with its first right one in the end.
    """
    by_exercise: dict[str, list[Answer]] = defaultdict(list)
    for answer in bank:
        by_exercise[answer.exercise].append(answer)
    for row in zip_longest(*by_exercise.values()):
        yield {
            exercise: answer or next(one for one in answers if one.right)
            for (exercise, answers), answer in zip(by_exercise.items(), row, strict=True)
        }
