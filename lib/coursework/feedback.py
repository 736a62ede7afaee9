"""What a student may read of a graded notebook: each check's message, no hidden check."""

from __future__ import annotations

from collections.abc import Iterable

from nbconvert.filters.ansi import strip_ansi
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

from coursework.lesson import hidden_lines, without_hidden_tests

__all__ = ["HideTests"]

SHORT = 8  # a hidden line such as `)` says nothing, and stands everywhere


class HideTests(NbGraderPreprocessor):
    """Remove hidden checks from cells, and each output that quotes one.

    nbgrader's own ClearHiddenTests removes the cells' text alone, while a traceback that came
    from stock ``nbgrader autograde`` quotes hidden lines. It also stops the whole notebook
    when a student writes the words that mark a hidden region. List this class in
    ``GenerateFeedback.preprocessors`` instead.
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
        return nb, resources


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
