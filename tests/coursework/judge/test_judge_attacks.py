"""Hostile answers, each a file in tests/attacks with a comment that says what it tries,
and where it needs a check of its own, the line "# Check: ...".

They are text files, so that no tool imports one: some kill what they can reach.
"""

import os
import re
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

import coursework
from coursework.judge.judge import Limits

ATTACKS = Path(__file__).parents[2] / "attacks"
REPOSITORY = Path(coursework.__file__).parents[2]
LIMITS = Limits(
    call_seconds=1.0,
    wall_seconds=15.0,
    memory_bytes=700 << 20,
    cpu_seconds=10,
    file_bytes=16 << 20,
)
# They break the interpreter that their second, honest answer runs in as well.
SELF_HARM = {"patched_builtins"}

pytestmark = pytest.mark.confined


@pytest.fixture
def class_folder(tmp_path):
    """Return a folder with what a course has, so that there is something to steal or break."""
    for name in ("source/01/01.ipynb", "submitted/ada/01/01.ipynb", "gradebook.db"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    return tmp_path


def contents(folder):
    return {path: path.stat().st_size for path in sorted(folder.rglob("*"))}


def children():
    return {process.pid for process in psutil.Process().children(recursive=True)}


def open_files():
    return len(os.listdir("/proc/self/fd"))


def attack_files():
    return [
        pytest.param(p, id=f"{p.parent.name}-{p.stem}") for p in sorted(ATTACKS.glob("*/*.txt"))
    ]


def test_each_attack_says_what_it_tries():
    files = [param.values[0] for param in attack_files()]
    assert len(files) >= 30
    assert all(path.read_text().startswith("# ") for path in files)


def with_its_check(course, answer):
    """Return the course, with the check that the comment of an attack names, if it names one."""
    found = re.search(r"^# Check: (.+)", answer, re.MULTILINE)
    if not found:
        return course
    check = f'with exercise("1 Mean"):\n    {found[1]}'
    return type(course)(course.exercises | {"mean": ("def mean(values): ...", check)})


@pytest.mark.parametrize("path", attack_files())
def test_it_gains_nothing_and_leaves_nothing(path, course, class_folder):
    answer = path.read_text().replace("COURSE", str(class_folder))
    course = with_its_check(course, answer)
    answer = answer.replace("REPOSITORY", str(REPOSITORY))
    course.judge({}, limits=LIMITS)  # what is made once, such as the filter, is made by now
    before = contents(class_folder), children(), open_files()
    verdict = course.judge({"mean": answer}, limits=LIMITS)
    assert (contents(class_folder), children(), open_files()) == before
    hostile, honest = verdict.checks
    assert hostile.score == 0
    assert hostile.status in ("incorrect", "error")
    assert hostile.message
    assert honest.score == (0 if path.stem in SELF_HARM else 2), honest
    assert all(len(cell.stdout) <= LIMITS.output_bytes for cell in verdict.cells)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("exhausting/endless_loop", "ran longer than 1 s"),
        ("exhausting/endless_cell", "ran longer than 1 s"),
        ("exhausting/memory", "MemoryError"),
        ("exhausting/disk", "No space left|File too large"),
        ("exhausting/large_reply", "cannot be compared"),
        ("exhausting/flood_on_the_wire", "more than any answer needs"),
        # CPython ends it in any of these ways, by stack, memory or time.
        ("exhausting/recursion", "SIGSEGV|RecursionError|MemoryError|SystemError|ran longer"),
        ("scoring/leaves_quietly", "exit code 0"),
        ("scoring/leaves_at_once", "exit code 0"),
        ("scoring/forged_verdict", "sent what no answer sends"),
    ],
)
def test_the_reason_is_true(name, words, course):
    answer = (ATTACKS / f"{name}.txt").read_text()
    # Where time is not the point, a busy machine must not make it the reason.
    patient = replace(LIMITS, call_seconds=20, wall_seconds=60, cpu_seconds=30)
    limits = LIMITS if "ran longer" in words else patient
    result = course.judge({"mean": answer}, limits=limits).checks[0]
    assert result.score == 0
    assert re.search(words, result.message), result.message
