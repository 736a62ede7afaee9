"""Every answer of the bank, through the judge and through a plain namespace."""

import contextlib
import functools
import io
from pathlib import Path

import matplotlib
import nbformat
import pytest

from coursework import bank
from coursework.bank import Answer, BankError, compose, cover, read_bank
from coursework.grade import grade_submission
from coursework.judge import sandbox
from coursework.lesson import Lesson, Role, find_lessons
from goodpractice.checks import Incorrect, NotAttempted

ROOT = Path(__file__).parents[1]
LESSONS = {path.stem: Lesson.read(path) for path in find_lessons(ROOT / "source")}
SOURCES = {path.stem: nbformat.read(path, as_version=4) for path in find_lessons(ROOT / "source")}
EXERCISES = {
    (lesson.name, exercise.id): exercise
    for lesson in LESSONS.values()
    for exercise in lesson.exercises
    if not exercise.written
}
FILES = bank.bank_files(ROOT / bank.FOLDER)
# An answer to no exercise has one test that fails, in test_file_is_an_answer_to_an_exercise.
BANK = [one for one in read_bank(ROOT / bank.FOLDER) if (one.lesson, one.exercise) in EXERCISES]

matplotlib.use("Agg")


def _well(complaint: str) -> None:
    """Fail with the complaint alone: it says which file and what to do."""
    if complaint:
        pytest.fail(complaint, pytrace=False)


def _path(answer: Answer) -> str:
    return answer.path.relative_to(bank.FOLDER).with_suffix("").as_posix()


@pytest.mark.parametrize(("lesson", "exercise"), EXERCISES, ids=map("/".join, EXERCISES))
def test_the_bank_is_large_enough(lesson, exercise):
    _well(bank.shortage(BANK, lesson, exercise))


@pytest.mark.parametrize(
    "path", FILES, ids=lambda path: path.relative_to(ROOT / bank.FOLDER).as_posix()
)
def test_file_is_an_answer_to_an_exercise(path):
    try:
        answer = bank.read_answer(path, ROOT / bank.FOLDER)
    except BankError as error:
        _well(str(error))
    known = [exercise for lesson, exercise in EXERCISES if lesson == answer.lesson]
    if answer.exercise not in known:
        _well(f"{path}: source/{answer.lesson} has these exercises: {', '.join(known) or 'none'}.")


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


@pytest.mark.parametrize("answer", BANK, ids=_path)
def test_in_the_judge(answer):
    rows = _rows(answer.lesson)
    row = next(i for i, one in enumerate(rows) if answer in one.values())
    check = _judged(answer.lesson, row)[answer.exercise]
    _well(bank.complaint(answer, check.status, check.message))
    points = EXERCISES[answer.lesson, answer.exercise].points
    assert (check.score, check.max_score) == (points if answer.right else 0, points)
    assert bool(check.message) is not answer.right


@pytest.mark.parametrize("answer", BANK, ids=_path)
@pytest.mark.filterwarnings("ignore")  # what a wrong answer warns of is its own affair
def test_in_a_plain_namespace(answer):
    namespace = {"__name__": "__main__"}
    exercise = EXERCISES[answer.lesson, answer.exercise]
    status, message, printed = "correct", "", io.StringIO()
    for cell in LESSONS[answer.lesson].by_role(Role.SETUP):
        exec(cell.source, namespace)
    with contextlib.redirect_stdout(printed):
        exec(compile(answer.text, "<answer>", "exec"), namespace)
        try:
            exec(compile(exercise.check.source, "<check>", "exec"), namespace)
        except Incorrect as error:
            status, message = "incorrect", str(error)
        except NotAttempted as error:
            status, message = "not attempted", str(error)
    _well(bank.complaint(answer, status, message))
    if answer.right:
        assert printed.getvalue().endswith(
            f"Exercise {exercise.title}: correct, as far as this cell checks.\n"
        )
