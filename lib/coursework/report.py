"""Tables for the terminal: marks, what each student got wrong, what the class missed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from coursework.grade import Result

__all__ = ["marks_table", "missed_table", "mistakes_table"]

_STYLES = {"correct": "green", "incorrect": "red", "not attempted": "yellow", "error": "red"}
_NOTE = re.compile(r"The (\w+) cell \S+ was (.+)")
_SIGNS = {"not attempted": "-", "error": "!"}


def marks_table(results: Sequence[Result]) -> Table:
    """Show the points of each student in each exercise of one lesson.

    Parameters
    ----------
    results : sequence of Result
        All of one lesson, at least one.

    Returns
    -------
    rich.table.Table
    """
    first = results[0]
    table = Table(title=first.lesson, caption=_legend(results), title_justify="left")
    table.add_column("student", overflow="fold")
    for check in first.checks:
        table.add_column(f"{_number(check.title)}\n/{check.max_score:g}", justify="right")
    table.add_column(f"sum\n/{first.max_score:g}", justify="right", style="bold")
    table.add_column("remarks", overflow="fold", ratio=1)
    for result in sorted(results, key=lambda result: result.student):
        marks = [
            Text(_SIGNS.get(check.status, f"{check.score:g}"), _STYLES[check.status])
            for check in result.checks
        ]
        total = Text(f"{result.score:g}")
        table.add_row(Text(result.student), *marks, total, Text(_remarks(result)))
    return table


def mistakes_table(results: Sequence[Result]) -> Table:
    """Show the message of each check that a student did not pass.

    Submissions that hold no attempt at all, or could not be graded, are left out: the table
    of marks says so already.
    """
    table = Table(title=f"{results[0].lesson}: what is not right yet", title_justify="left")
    table.add_column("student", overflow="fold")
    table.add_column("exercise", overflow="fold")
    table.add_column("what the student reads", overflow="fold", ratio=1)
    for result in sorted(results, key=lambda result: result.student):
        for position, check in enumerate(_incorrect(result)):
            student = result.student if position == 0 else ""
            table.add_row(Text(student), Text(check.title), Text(check.message))
    return table


def missed_table(results: Sequence[Result]) -> Table:
    """Show which exercises the class missed most, the hardest first."""
    table = Table(title=f"{results[0].lesson}: what the class missed", title_justify="left")
    for name, justify in (
        ("exercise", "left"),
        ("correct", "right"),
        ("not yet", "right"),
        ("not tried", "right"),
    ):
        table.add_column(name, justify=justify)
    table.add_column("most common message", overflow="fold", ratio=1)
    for title, statuses, message in sorted(_by_exercise(results), key=lambda row: -_missed(row)):
        counts = [statuses["correct"], statuses["incorrect"] + statuses["error"]]
        counts.append(statuses["not attempted"])
        table.add_row(Text(title), *(str(count) for count in counts), Text(message))
    return table


def _by_exercise(results: Sequence[Result]) -> Iterator[tuple[str, Counter, str]]:
    # A submission that nobody could read says nothing about an exercise.
    readable = [result for result in results if result.answers]
    for position, check in enumerate(results[0].checks):
        given = [result.checks[position] for result in readable]
        messages = Counter(check.message for check in given if check.status == "incorrect")
        common = messages.most_common(1)[0][0] if messages else ""
        yield check.title, Counter(check.status for check in given), common


def _missed(row: tuple[str, Counter, str]) -> int:
    _, statuses, _ = row
    return statuses.total() - statuses["correct"]


def _incorrect(result: Result) -> list:
    if not result.answers:
        return []
    return [check for check in result.checks if check.status in ("incorrect", "error")]


def _number(title: str) -> str:
    """Shorten "1.1 Accuracy" to "1.1"; a title without a number stays."""
    found = re.match(r"\d+(\.\d+)*", title)
    return found[0] if found else title


def _remarks(result: Result) -> str:
    by_hand = [f"By hand: {', '.join(result.written)}."] if result.written else []
    return " ".join([*filter(None, [result.reason]), *_grouped(result.notes), *by_hand])


def _grouped(notes: Sequence[str]) -> Iterator[str]:
    """Say once what is noted of several cells."""
    groups: dict[str, list[str]] = {}
    for note in notes:
        found = _NOTE.fullmatch(note)
        groups.setdefault(f"{found[1]} cells were {found[2]}" if found else note, []).append(note)
    for text, same in groups.items():
        yield same[0] if len(same) == 1 else f"{len(same)} {text}"


def _legend(results: Sequence[Result]) -> str:
    statuses = {check.status for result in results for check in result.checks}
    legend = {"not attempted": "- not attempted", "error": "! stopped or not gradable"}
    return ", ".join(text for status, text in legend.items() if status in statuses)
