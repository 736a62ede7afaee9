import dataclasses
import io

import pytest
from rich.console import Console

from coursework import report
from coursework.grade import Result, ungradable
from coursework.judge.judge import CheckResult


def _shown(table):
    console = Console(file=io.StringIO(), width=160, color_system=None)
    console.print(table)
    return console.file.getvalue()


def _check(title, status, points=2.0, message=""):
    score = points if status == "correct" else 0.0
    return CheckResult(f"{title}_check", title, title, status, score, points, message, "")


def _result(student, *statuses, message="No: [2]", **more):
    checks = tuple(
        _check(f"1.{number} Idea", status, number, "" if status == "correct" else message)
        for number, status in enumerate(statuses, start=1)
    )
    return Result(student, "01_a", "", checks, answers={"1.1 Idea": "x"}, **more)


@pytest.fixture
def results(small):
    return [
        _result("eve", "correct", "incorrect"),
        _result("ada", "correct", "correct"),
        _result("tim", "not attempted", "not attempted"),
        dataclasses.replace(
            _result("bad", "error", "error"), answers={}, reason="The file is empty."
        ),
    ]


def test_marks_stand_in_a_row_for_each_student(results):
    lines = _shown(report.marks_table(results)).splitlines()
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in lines if "│" in line]
    assert rows == [
        ["ada", "1", "2", "3", ""],
        ["bad", "!", "!", "0", "The file is empty."],
        ["eve", "1", "0", "1", ""],
        ["tim", "-", "-", "0", ""],
    ]
    assert "- not attempted, ! stopped or not gradable" in lines[-1]


def test_names_and_messages_are_no_markup(small):
    results = [ungradable(small, "[red]eve[/red]", "[bold]why[/]")]
    assert "[red]eve[/red]" in _shown(report.marks_table(results))
    assert "[bold]why[/]" in _shown(report.marks_table(results))
    results = [_result("a", "incorrect", message="gives [1, 2]. Wanted [/x]")]
    assert "gives [1, 2]. Wanted [/x]" in _shown(report.mistakes_table(results))


def test_like_notes_are_counted(results):
    notes = ("The check cell a was deleted: restored.", "The check cell b was deleted: restored.")
    one = ("The answer cell a was deleted: no points for it.",)
    shown = _shown(report.marks_table([_result("eve", "correct", notes=notes + one)]))
    assert "2 check cells were deleted: restored." in shown
    assert one[0] in shown


def test_what_a_person_must_grade_is_said():
    shown = _shown(report.marks_table([_result("eve", "correct", written=("s90_why",))]))
    assert "By hand: s90_why." in shown


def test_mistakes_are_those_of_attempts(results):
    shown = _shown(report.mistakes_table(results))
    assert "eve" in shown
    assert "No: [2]" in shown
    assert not any(name in shown for name in ("ada", "tim", "bad"))


def test_the_hardest_comes_first(results):
    lines = _shown(report.missed_table(results)).splitlines()
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in lines if "│" in line]
    assert rows == [
        ["1.2 Idea", "1", "1", "1", "No: [2]"],
        ["1.1 Idea", "2", "0", "1", ""],
    ]
