import nbformat
import pytest

from coursework import grade
from coursework.autograded import MAX_CHARACTERS, MAX_LINES
from coursework.judge.judge import CellReport, CheckResult, Verdict
from coursework.lesson import Role


@pytest.fixture
def graded(small, small_release, monkeypatch):
    """Grade the release with a judge that answers what it is told; return the cells by id."""

    def make(*, message="", printed="", stopped=""):
        check = CheckResult(
            "s90_double_check", "s90_double", "90.1 Double", "incorrect", 0.0, 2.0, message
        )
        report = CellReport("s90_double", Role.ANSWER, True, stdout=printed)
        verdict = Verdict((check,), (report,), stopped, confined=True)
        monkeypatch.setattr(grade, "judge", lambda *_, **__: verdict)
        data = nbformat.writes(small_release).encode()
        notebook = grade.grade_submission(small, "ada", data).notebook
        return {cell.id: cell for cell in nbformat.reads(notebook, as_version=4).cells}

    return make


@pytest.mark.parametrize(
    "message",
    [
        "Your code ran longer than 10 s.",
        "The answer cell itself stopped. It ran longer than 10 s.",
    ],
)
def test_a_student_reads_whose_code_was_stopped_and_where(graded, message):
    note = graded(message=message, stopped="ran longer than 10 s")["grader_notes"].source
    assert "Your code in exercise 90.1 Double was stopped: it ran longer than 10 s." in note
    assert "The student" not in note


def test_code_that_belongs_to_no_exercise_is_stopped_too(graded):
    note = graded(message="No.", stopped="ran longer than 10 s")["grader_notes"].source
    assert "Your code was stopped: it ran longer than 10 s." in note


def _printed(cells):
    (output,) = cells["s90_double"].outputs
    return output.text


def test_what_a_cell_prints_stays_whole_if_it_is_short(graded):
    text = "\n".join(str(number) for number in range(MAX_LINES)) + "\n"
    assert _printed(graded(printed=text)) == text


@pytest.mark.parametrize(("more", "left"), [(1, "1 more line"), (900, "900 more lines")])
def test_many_lines_are_cut_and_counted(graded, more, left):
    lines = [str(number) for number in range(MAX_LINES + more)]
    shown = _printed(graded(printed="\n".join(lines)))
    assert shown.splitlines() == [*lines[:MAX_LINES], f"(… {left})"]


def test_long_lines_are_cut_and_counted(graded):
    shown = _printed(graded(printed="x" * (MAX_CHARACTERS + 7)))
    assert shown == "x" * MAX_CHARACTERS + "\n(… 7 more characters)\n"
    shown = _printed(graded(printed=("x" * (MAX_CHARACTERS - 1) + "\n") * 3))
    assert shown.splitlines()[1:] == ["(… 2 more lines)"]
