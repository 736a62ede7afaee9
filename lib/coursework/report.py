"""Tables for the terminal: marks, what each student got wrong, what the class missed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from coursework.grade import Result
from coursework.lesson import Role
from coursework.text import one_line

__all__ = ["Mark", "Marks", "by_name", "marks_table", "missed_table", "mistakes_table"]

_STYLES = {"correct": "green", "incorrect": "red", "not attempted": "yellow", "error": "red"}
_NOTE = re.compile(r"The (\w+) cell \S+ was (.+)")
_SIGNS = {"not attempted": "-", "error": "!"}


@dataclass(frozen=True)
class Mark:
    """What the gradebook holds for one exercise of one student.

    Attributes
    ----------
    max_score : float
    auto, manual : float or None
        The grader's points and a person's, which count if there are any.
    extra : float
        Points that a person gave on top.
    """

    max_score: float
    auto: float | None = None
    manual: float | None = None
    extra: float = 0.0

    @property
    def points(self) -> float | None:
        """Points without the extra ones; None as long as there are none."""
        return self.auto if self.manual is None else self.manual

    @property
    def score(self) -> float:
        """Points that count, as in nbgrader."""
        return 0.0 if self.points is None else self.points + self.extra

    def __str__(self) -> str:
        if self.points is None:
            return "?"
        extra = f" {self.extra:+g}" if self.extra else ""
        by_hand = " (by hand)" if self.manual is not None or self.extra else ""
        return f"{self.points:g}{extra}{by_hand}"


@dataclass(frozen=True)
class Marks:
    """What the gradebook holds for one submission.

    Attributes
    ----------
    cells : mapping of str to Mark
        By grade id.
    penalty : float
        Points that handing in late costs.
    no_time : str
        What stands in place of the time of handing in, if that is no time.
    unread_time : str
        Why the file with that time cannot be read, if so.
    """

    cells: Mapping[str, Mark]
    penalty: float = 0.0
    no_time: str = ""
    unread_time: str = ""

    @property
    def score(self) -> float:
        """Sum of all points, as in the exported file."""
        return max(0.0, sum(mark.score for mark in self.cells.values()) - self.penalty)

    @property
    def max_score(self) -> float:
        """Points that all exercises are worth."""
        return sum(mark.max_score for mark in self.cells.values())


def by_name(name: str) -> tuple[str, str]:
    """Give the key that sorts names as a reader expects: no matter which case or accents.

    Examples
    --------
    >>> sorted(["Zoe", "emil", "Émile", "ada"], key=by_name)
    ['ada', 'emil', 'Émile', 'Zoe']
    """
    letters = unicodedata.normalize("NFKD", name)
    plain = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return plain.casefold(), name


def marks_table(results: Sequence[Result], marks: Mapping[str, Marks]) -> Table:
    """Show the points of each student in each exercise of one lesson.

    Parameters
    ----------
    results : sequence of Result
        All of one lesson, at least one.
    marks : mapping of str to Marks
        What the gradebook holds for each of these students.

    Returns
    -------
    rich.table.Table
    """
    first = results[0]
    titles = {check.cell_id: _number(check.title) for check in first.checks}
    held = marks[first.student]
    # What a person grades has no check: it comes last, under its grade id.
    titles |= {id_: id_ for id_ in sorted(set(held.cells) - set(titles))}
    table = Table(title=first.lesson, caption=_legend(results, marks), title_justify="left")
    table.add_column("student", overflow="fold")
    for id_, title in titles.items():
        table.add_column(f"{title}\n/{held.cells[id_].max_score:g}", justify="right")
    table.add_column(f"sum\n/{held.max_score:g}", justify="right", style="bold")
    table.add_column("remarks", overflow="fold", ratio=1)
    for result in _sorted(results):
        own = marks[result.student]
        statuses = {check.cell_id: check.status for check in result.checks}
        points = [_points(own.cells[id_], statuses.get(id_)) for id_ in titles]
        student = one_line(result.student)
        remarks = " ".join(map(one_line, _remarks(result, own, titles)))
        table.add_row(Text(student), *points, Text(f"{own.score:g}"), Text(remarks))
    return table


def _points(mark: Mark, status: str | None) -> Text:
    if mark.manual is not None or mark.extra or status is None:
        return Text(str(mark))
    return Text(_SIGNS.get(status, str(mark)), _STYLES[status])


def _sorted(results: Sequence[Result]) -> list[Result]:
    return sorted(results, key=lambda result: by_name(result.student))


def mistakes_table(results: Sequence[Result]) -> Table:
    """Show the message of each check that a student did not pass.

    Submissions that hold no attempt at all, or could not be graded, are left out: the table
    of marks says so already.
    """
    table = Table(title=f"{results[0].lesson}: what is not right yet", title_justify="left")
    table.add_column("student", overflow="fold")
    table.add_column("exercise", overflow="fold")
    table.add_column("what the student reads", overflow="fold", ratio=1)
    for result in _sorted(results):
        for position, check in enumerate(_incorrect(result)):
            student = one_line(result.student) if position == 0 else ""
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


def _remarks(result: Result, marks: Marks, titles: Mapping[str, str]) -> Iterator[str]:
    if result.reason:
        yield result.reason
    yield from _grouped(result.notes)
    crashes = ", ".join(_crashes(result))
    if crashes:
        yield f"{crashes}."
    for id_, mark in marks.cells.items():
        if None not in (mark.auto, mark.manual) and mark.auto != mark.manual:
            yield (
                f"Exercise {titles[id_]}: marked {mark.manual:g} by hand, the grader gives "
                f"{mark.auto:g}."
            )
    missing = [id_ for id_, mark in marks.cells.items() if mark.points is None]
    if missing:
        yield f"To grade by hand: {', '.join(missing)}."
    if marks.penalty:
        yield f"Late: -{marks.penalty:g}."
    if marks.no_time:
        yield f"timestamp.txt says {marks.no_time!r}, which is no time: not late."
    if marks.unread_time:
        yield f"No time can be read from timestamp.txt ({marks.unread_time}): not late."


def _crashes(result: Result) -> Iterator[str]:
    """Name the answer cells that stopped with an error, where that cost the points."""
    lost = {check.exercise for check in result.checks if check.status in ("incorrect", "error")}
    for cell in result.cells:
        if cell.role is Role.ANSWER and not cell.ok and cell.cell_id in lost:
            # "SyntaxError: invalid syntax", or a sentence such as "It ran longer than 10 s."
            what = cell.error.partition(":")[0].removeprefix("It ").rstrip(".")
            yield f"{cell.cell_id}: {what}"


def _grouped(notes: Sequence[str]) -> Iterator[str]:
    """Say once what is noted of several cells."""
    groups: dict[str, list[str]] = {}
    for note in notes:
        found = _NOTE.fullmatch(note)
        groups.setdefault(f"{found[1]} cells were {found[2]}" if found else note, []).append(note)
    for text, same in groups.items():
        yield same[0] if len(same) == 1 else f"{len(same)} {text}"


def _legend(results: Sequence[Result], marks: Mapping[str, Marks]) -> str:
    statuses = {check.status for result in results for check in result.checks}
    legend = {"not attempted": "- not attempted", "error": "! stopped or not gradable"}
    lines = [text for status, text in legend.items() if status in statuses]
    if any(mark.points is None for one in marks.values() for mark in one.cells.values()):
        lines.append("? to grade by hand")
    return ", ".join(lines)
