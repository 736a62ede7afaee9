"""The notebook in ``autograded/``: what a person sees in the formgrader and a student gets back.

It holds the student's cells in the student's order. Locked cells have the source's text, as
nbgrader's OverwriteCells would give, and check cells that were deleted are back, as with its
``add_missing_cells``. The outputs are the judge's: nothing that a student saved as output, as
metadata or as a format version gets into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from nbformat import NotebookNode, from_dict, v4

from coursework.lesson import TRY_TAG, Cell, Lesson, Role, Submission, match_cells
from coursework.text import storable
from goodpractice.checks import Incorrect, NotAttempted

if TYPE_CHECKING:
    from coursework.judge.judge import CellReport, CheckResult

__all__ = ["autograded_notebook"]

_ERRORS = {
    "incorrect": (Incorrect.__name__, Incorrect.label),
    "not attempted": (NotAttempted.__name__, NotAttempted.label),
    "error": ("NotGraded", "Not graded"),
}
MAX_LINES, MAX_CHARACTERS = 100, 5000  # of what one cell printed
_STOPPED = re.compile(r"The student's process was stopped: it (?P<how>.+)\.")


def autograded_notebook(
    lesson: Lesson,
    submission: Submission | None,
    *,
    checks: Sequence[CheckResult],
    cells: Sequence[CellReport] = (),
    reason: str = "",
    notes: Sequence[str] = (),
    digest: str = "",
) -> str:
    """Write the graded notebook as JSON.

    Parameters
    ----------
    lesson : Lesson
    submission : Submission or None
        None if it could not be read: then the notebook holds the reason and the cells that
        carry points, so that a person can still give marks in the formgrader.
    checks : sequence of CheckResult
    cells : sequence of CellReport
    reason, notes : str, sequence of str
        Shown in a first cell, if there are any.
    digest : str
        Kept in the notebook's metadata, to tell later whether the file is still up to date.

    Returns
    -------
    str
    """
    outputs = {report.cell_id: list(_cell_outputs(report)) for report in cells}
    outputs |= {check.cell_id: list(_check_outputs(check)) for check in checks}
    matched = list(match_cells(lesson, submission.notebook)) if submission else []
    pictures = {
        cell.id: submission.notebook.cells[cell.index].get("attachments") for cell in matched
    }
    made = [
        _cell(cell, outputs.get(cell.id, []), pictures.get(cell.id))
        for cell in _restore(lesson, matched)
    ]
    remarks = list(_remarks(_to_the_student(reason, checks), notes))
    if remarks:
        made.insert(0, v4.new_markdown_cell("\n\n".join(remarks), id="grader_notes"))
    notebook = v4.new_notebook(cells=made, metadata=_metadata(digest))
    return storable(v4.writes(notebook))


def _metadata(digest: str) -> dict[str, Any]:
    return {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
        "coursework": {"digest": digest},
    }


def _to_the_student(reason: str, checks: Sequence[CheckResult]) -> str:
    """Say to the student what the instructor reads of a process that was stopped."""
    found = _STOPPED.fullmatch(reason)
    if not found:
        return reason
    titles = [check.title for check in checks if f" {found['how']}." in check.message]
    where = f" in exercise {', '.join(titles)}" if titles else ""
    return f"Your code{where} was stopped: it {found['how']}."


def _remarks(reason: str, notes: Sequence[str]) -> Iterator[str]:
    # Indented, Markdown shows text as it is: a reason may quote the student's file.
    lines = [*reason.splitlines(), *notes]
    if lines:
        yield "**A note from the grader**"
        yield "\n".join(f"    {line}" for line in lines)


def _restore(lesson: Lesson, placed: list[Cell]) -> list[Cell]:
    """Put cells with points that were deleted back, each after the last one before it."""
    order = {cell.id: position for position, cell in enumerate(lesson.cells)}
    present = {cell.id for cell in placed}
    for cell in lesson.by_role(Role.CHECK, Role.WRITTEN):
        if cell.id not in present:
            before = [
                place
                for place, other in enumerate(placed)
                if order.get(other.id, len(order)) < order[cell.id]
            ]
            placed.insert(before[-1] + 1 if before else 0, cell)
    return placed


def _cell(cell: Cell, outputs: list[NotebookNode], pictures: dict | None) -> NotebookNode:
    metadata: dict[str, Any] = {"tags": list(cell.tags)} if cell.tags else {}
    if cell.role is not Role.EXTRA and TRY_TAG not in cell.tags:
        metadata |= {"nbgrader": _nbgrader(cell)}
    # Not `v4.new_code_cell`, which looks at each cell as `new_notebook` does at all of them: that
    # took half of the time in which this process grades a submission.
    made = {"cell_type": "markdown", "id": cell.id, "metadata": metadata, "source": cell.source}
    if cell.is_code:
        made |= {"cell_type": "code", "execution_count": None, "outputs": outputs}
    elif pictures and cell.role in (Role.WRITTEN, Role.EXTRA):
        made["attachments"] = pictures
    return from_dict(made)


def _nbgrader(cell: Cell) -> dict[str, Any]:
    graded = cell.role in (Role.CHECK, Role.WRITTEN)
    solution = cell.role in (Role.ANSWER, Role.WRITTEN)
    kind = "code" if cell.is_code else "markdown"
    metadata = {
        "cell_type": kind,
        "grade": graded,
        "grade_id": cell.id,
        "locked": not solution,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    return metadata | ({"points": cell.points} if graded else {})


def _cell_outputs(report: CellReport) -> Iterator[NotebookNode]:
    yield from _printed(report.stdout)
    if not report.ok:
        kind, _, text = report.error.partition(": ")
        yield v4.new_output("error", ename=kind, evalue=text, traceback=[report.error])


def _check_outputs(check: CheckResult) -> Iterator[NotebookNode]:
    yield from _printed(check.stdout)
    if check.status != "correct":
        name, label = _ERRORS[check.status]
        text = f"{label}: {check.message}"
        yield v4.new_output("error", ename=name, evalue=check.message, traceback=[text])


def _printed(text: str) -> Iterator[NotebookNode]:
    if text:
        yield v4.new_output("stream", name="stdout", text=_shortened(text))


def _shortened(text: str) -> str:
    """Keep the beginning of what a cell printed, and say how much is missing."""
    lines = text.splitlines(keepends=True)
    kept = "".join(lines[:MAX_LINES])[:MAX_CHARACTERS]
    if kept == text:
        return text
    lines_left = len(lines) - len(kept.splitlines())
    number, what = (lines_left, "line") if lines_left else (len(text) - len(kept), "character")
    return f"{kept.rstrip()}\n(… {number} more {what}{'' if number == 1 else 's'})\n"
