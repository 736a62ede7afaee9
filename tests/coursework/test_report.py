import dataclasses
import io

import pytest
from rich.console import Console

from coursework import report
from coursework.grade import Result, ungradable
from coursework.judge.judge import CellReport, CheckResult
from coursework.lesson import Role
from coursework.report import Mark, Marks


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


def _held(results, penalty=0.0, **changed):
    """What a gradebook holds where nobody gave marks by hand, but for what is changed."""
    return {
        result.student: Marks(
            {check.cell_id: Mark(check.max_score, check.score) for check in result.checks}
            | changed,
            penalty,
        )
        for result in results
    }


def _table(results, **held):
    return report.marks_table(results, _held(results, **held))


def _rows(shown):
    lines = [line for line in shown.splitlines() if "│" in line]
    return [[cell.strip() for cell in line.split("│")[1:-1]] for line in lines]


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
    shown = _shown(_table(results))
    assert _rows(shown) == [
        ["ada", "1", "2", "3", ""],
        ["bad", "!", "!", "0", "The file is empty."],
        ["eve", "1", "0", "1", ""],
        ["tim", "-", "-", "0", ""],
    ]
    assert "- not attempted, ! stopped or not gradable" in shown.splitlines()[-1]


def test_names_and_messages_are_no_markup(small):
    results = [ungradable(small, "[red]eve[/red]", "[bold]why[/]")]
    assert "[red]eve[/red]" in _shown(_table(results))
    assert "[bold]why[/]" in _shown(_table(results))
    results = [_result("a", "incorrect", message="gives [1, 2]. Wanted [/x]")]
    assert "gives [1, 2]. Wanted [/x]" in _shown(report.mistakes_table(results))


def test_names_and_messages_move_no_cursor(small):
    results = [ungradable(small, "eve\x1b[2J\x9b\nada", "why\x1b]0;mine\x07 " + "x" * 10_000)]
    shown = _shown(_table(results))
    assert all(sign.isprintable() or sign == "\n" for sign in shown)
    assert "eve?[2J??ada" in shown
    assert len(shown) < 3000
    shown = _shown(report.mistakes_table([_result("eve\x1b[2J", "incorrect")]))
    assert "\x1b" not in shown


def test_like_notes_are_counted(results):
    notes = ("The check cell a was deleted: restored.", "The check cell b was deleted: restored.")
    one = ("The answer cell a was deleted: no points for it.",)
    shown = _shown(_table([_result("eve", "correct", notes=notes + one)]))
    assert "2 check cells were deleted: restored." in shown
    assert one[0] in shown


def test_what_a_person_must_grade_is_said():
    shown = _shown(_table([_result("eve", "correct")], s90_why=Mark(3.0)))
    assert "To grade by hand: s90_why." in shown
    assert _rows(shown)[0][:4] == ["eve", "1", "?", "1"]
    assert "? to grade by hand" in shown
    shown = _shown(_table([_result("eve", "correct")], s90_why=Mark(3.0, None, 2.5)))
    assert "To grade" not in shown
    assert _rows(shown)[0][1:4] == ["1", "2.5 (by hand)", "3.5"]


def test_marks_are_those_of_the_gradebook():
    results = [_result("eve", "correct", "correct"), _result("ada", "not attempted", "correct")]
    held = _held(results)
    changed = {"1.1 Idea_check": Mark(1.0, 0.0, 0.5, 0.25), "1.2 Idea_check": Mark(2.0, 2.0, 2.0)}
    held["ada"] = Marks(changed, 0.25)
    rows = _rows(_shown(report.marks_table(results, held)))
    assert rows[0][:4] == ["ada", "0.5 +0.25 (by hand)", "2 (by hand)", "2.5"]
    assert "Exercise 1.1: marked 0.5 by hand, the grader gives 0." in rows[0][4]
    assert "1.2: marked" not in rows[0][4]
    assert "Late: -0.25." in rows[0][4]
    assert rows[1] == ["eve", "1", "2", "3", ""]


def test_what_stands_in_place_of_a_time_is_shown():
    results = [_result("eve", "correct")]
    held = {"eve": dataclasses.replace(_held(results)["eve"], no_time="noon")}
    shown = _shown(report.marks_table(results, held))
    assert "timestamp.txt says 'noon', which is no time: not late." in shown


def test_why_no_time_can_be_read_is_shown():
    results = [_result("eve", "correct")]
    held = {"eve": dataclasses.replace(_held(results)["eve"], unread_time="it is empty")}
    shown = _shown(report.marks_table(results, held))
    assert "No time can be read from timestamp.txt (it is empty): not late." in shown


def test_an_answer_cell_that_crashed_is_named():
    cells = (
        CellReport("1.1 Idea", Role.ANSWER, False, "SyntaxError: invalid syntax: here"),
        CellReport("1.2 Idea", Role.ANSWER, False, "It ran longer than 10 s."),
        CellReport("1.3 Idea", Role.ANSWER, False, "KeyError: after the function"),
        CellReport("1.4 Idea", Role.ANSWER, True),
        CellReport("extra_3", Role.EXTRA, False, "TypeError: no"),
    )
    statuses = ("incorrect", "incorrect", "correct", "incorrect")
    ((*_, remarks),) = _rows(_shown(_table([_result("eve", *statuses, cells=cells)])))
    assert remarks == "1.1 Idea: SyntaxError, 1.2 Idea: ran longer than 10 s."


def test_students_are_sorted_as_a_reader_expects():
    results = [_result(name, "correct") for name in ("Zoe", "eve", "Émil", "ada", "emma")]
    wanted = ["ada", "Émil", "emma", "eve", "Zoe"]
    assert [row[0] for row in _rows(_shown(_table(results)))] == wanted


def test_mistakes_are_those_of_attempts(results):
    shown = _shown(report.mistakes_table(results))
    assert "eve" in shown
    assert "No: [2]" in shown
    assert not any(name in shown for name in ("ada", "tim", "bad"))


def test_the_hardest_comes_first(results):
    assert _rows(_shown(report.missed_table(results))) == [
        ["1.2 Idea", "1", "1", "1", "No: [2]"],
        ["1.1 Idea", "2", "0", "1", ""],
    ]
