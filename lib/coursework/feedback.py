"""What a student may read of a graded notebook: each check's message, no hidden check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from nbconvert.filters.ansi import strip_ansi
from nbformat import NotebookNode, v4
from nbgrader.preprocessors import NbGraderPreprocessor

from coursework.lesson import check_title, hidden_lines, without_hidden_tests

__all__ = ["HideTests"]

SHORT = 8  # a hidden line such as `)` says nothing, and stands everywhere


class HideTests(NbGraderPreprocessor):
    """Remove hidden checks from cells and outputs, and sum up the exercises in a first cell.

    nbgrader's own ClearHiddenTests removes the cells' text alone, while a traceback that came
    from stock ``nbgrader autograde`` quotes hidden lines. It also stops the whole notebook
    when a student writes the words that mark a hidden region. List this class in
    ``GenerateFeedback.preprocessors`` instead, after GetGrades.

    The index on top of nbgrader's page calls each exercise "Test cell". The first cell is a
    table with its title, its points and what its check says.
    """

    def preprocess(self, nb: NotebookNode, resources: dict) -> tuple[NotebookNode, dict]:
        """Hide the tests of one notebook."""
        code = [cell for cell in nb.cells if cell.cell_type == "code"]
        checks = [cell for cell in code if cell.metadata.get("nbgrader", {}).get("grade")]
        hidden = {line for cell in checks for line in hidden_lines(cell.source)}
        visible = "\n".join(without_hidden_tests(cell.source) for cell in checks)
        secret = [line for line in hidden if len(line) >= SHORT and line not in visible]
        for cell in checks:
            cell.source = without_hidden_tests(cell.source)
        for cell in code:
            cell.outputs = [_without(secret, output) for output in cell.outputs]
        graded = [cell for cell in nb.cells if "score" in cell.metadata.get("nbgrader", {})]
        if graded:
            nb.cells.insert(0, _overview(graded, with_id=nb.nbformat_minor >= 5))
        return nb, resources


def _overview(graded: Sequence[NotebookNode], *, with_id: bool) -> NotebookNode:
    """Make a table of the cells that carry points."""
    # HTML, not Markdown: in it, no sign of a message means anything.
    rows = "\n".join(_row(cell) for cell in graded)
    head = "<tr><th>Exercise</th><th>Points</th><th>What the check says</th></tr>"
    cell = v4.new_markdown_cell(f"<table>\n{head}\n{rows}\n</table>", id="overview")
    if not with_id:
        del cell["id"]  # older formats have none
    return cell


def _row(cell: NotebookNode) -> str:
    metadata = cell.metadata.nbgrader
    title = check_title(cell) if cell.cell_type == "code" else metadata.grade_id
    link = f'<a href="#{escape(metadata.grade_id)}">{escape(title)}</a>'
    message = "<br>".join(escape(line) for line in _message(cell).splitlines() if line.strip())
    points = f"{metadata.score:g} of {metadata.points:g}"
    return f"<tr><td>{link}</td><td>{points}</td><td>{message}</td></tr>"


def _message(cell: NotebookNode) -> str:
    """Return what the check said, or a person about a written answer."""
    if cell.cell_type != "code":
        return cell.metadata.nbgrader.get("comment") or ""
    errors = [output for output in cell.outputs if output.output_type == "error"]
    if errors:
        # A check's message, or the last line of a traceback.
        return strip_ansi(errors[-1].traceback[-1]) if errors[-1].traceback else errors[-1].evalue
    return "Correct." if cell.outputs else ""


def _without(secret: Iterable[str], output: NotebookNode) -> NotebookNode:
    """Return an output that quotes none of the secret lines."""
    quotes = _quoted(secret, _text(output))
    if not quotes:
        return output
    if output.output_type != "error":
        return NotebookNode(output_type="stream", name="stdout", text="(removed)\n")
    message = f"{output.ename}: {output.evalue}"
    if _quoted(secret, message):
        message = f"{output.ename} (in a hidden check)"
    return NotebookNode(output_type="error", ename=output.ename, evalue="", traceback=[message])


def _quoted(secret: Iterable[str], text: str) -> bool:
    return any(line in text for line in secret)


def _text(output: NotebookNode) -> str:
    """All text of an output, without the colours that tracebacks come in."""
    if output.output_type == "error":
        return strip_ansi("\n".join([output.evalue, *output.traceback]))
    if output.output_type == "stream":
        return strip_ansi(output.text)
    return "\n".join(str(data) for data in output.get("data", {}).values())
