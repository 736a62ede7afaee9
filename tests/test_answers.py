"""Every answer of the bank, through the judge and through a plain namespace."""

import contextlib
import functools
import io
from collections import Counter
from pathlib import Path

import matplotlib
import nbformat
import pytest

from coursework.bank import Answer, compose, cover, read_bank
from coursework.grade import grade_submission
from coursework.judge import sandbox
from coursework.lesson import Lesson, Role, find_lessons
from goodpractice.checks import Incorrect

ROOT = Path(__file__).parents[1]
BANK = read_bank(ROOT / "tests" / "answers")
LESSONS = {path.stem: Lesson.read(path) for path in find_lessons(ROOT / "source")}
SOURCES = {path.stem: nbformat.read(path, as_version=4) for path in find_lessons(ROOT / "source")}

matplotlib.use("Agg")


def _exercises():
    return [
        pytest.param(lesson, exercise, id=exercise.id)
        for lesson in LESSONS.values()
        for exercise in lesson.exercises
        if not exercise.written
    ]


@pytest.mark.parametrize(("lesson", "exercise"), _exercises())
def test_the_bank_is_large_enough(lesson, exercise):
    kinds = Counter(
        answer.right
        for answer in BANK
        if (answer.lesson, answer.exercise) == (lesson.name, exercise.id)
    )
    assert kinds[True] >= 2
    assert kinds[False] >= 4


def test_the_bank_answers_nothing_else():
    known = {
        (lesson.name, exercise.id) for lesson in LESSONS.values() for exercise in lesson.exercises
    }
    assert {(answer.lesson, answer.exercise) for answer in BANK} <= known


def _exercise(answer: Answer):
    lesson = LESSONS[answer.lesson]
    return next(one for one in lesson.exercises if one.id == answer.exercise)


@functools.cache
def _rows(lesson: str) -> list[dict[str, Answer]]:
    return list(cover([answer for answer in BANK if answer.lesson == lesson]))


@functools.cache
def _judged(lesson: str, row: int) -> dict:
    texts = {id_: answer.text for id_, answer in _rows(lesson)[row].items()}
    data = nbformat.writes(compose(SOURCES[lesson], texts)).encode()
    confined = sandbox.available()
    result = grade_submission(LESSONS[lesson], "bank", data, confined=confined)
    assert result.reason == ""
    return {check.exercise: check for check in result.checks}


@pytest.mark.parametrize("answer", BANK, ids=str)
def test_in_the_judge(answer):
    rows = _rows(answer.lesson)
    row = next(i for i, one in enumerate(rows) if answer in one.values())
    check = _judged(answer.lesson, row)[answer.exercise]
    if answer.right:
        assert (check.status, check.message) == ("correct", "")
        assert check.score == check.max_score == _exercise(answer).points
    else:
        assert check.status == "incorrect"
        assert check.score == 0
        for words in answer.words:
            assert words in check.message


@pytest.mark.parametrize("answer", BANK, ids=str)
@pytest.mark.filterwarnings("ignore")  # what a wrong answer warns of is its own affair
def test_in_a_plain_namespace(answer):
    namespace = {"__name__": "__main__"}
    lesson, printed = LESSONS[answer.lesson], io.StringIO()
    for cell in lesson.by_role(Role.SETUP):
        exec(cell.source, namespace)
    with contextlib.redirect_stdout(printed):
        exec(answer.text, namespace)
        if answer.right:
            exec(_exercise(answer).check.source, namespace)
        else:
            with pytest.raises(Incorrect) as caught:
                exec(_exercise(answer).check.source, namespace)
    if answer.right:
        assert printed.getvalue().endswith(
            f"Exercise {_exercise(answer).title}: correct, as far as this cell checks.\n"
        )
    else:
        for words in answer.words:
            assert words in str(caught.value)
