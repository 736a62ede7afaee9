"""A number that the text quotes from a cell's output is the number that the cell prints."""

import re
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[1]
SOLUTIONS = sorted((ROOT / "solutions").glob("*/*.ipynb"))
READING = "**You should see"
DECIMAL = re.compile(r"(?<![\w.])\d+\.\d+(?![\w.]*\d)")


def printed(cell: nbformat.NotebookNode) -> str:
    streams = [output for output in cell.get("outputs", ()) if output.output_type == "stream"]
    return "\n".join(output.text for output in streams)


def quoted_but_not_printed(notebook: nbformat.NotebookNode) -> list[str]:
    """Decimal numbers of reading cells that no cell above printed, to as many decimals."""
    seen: list[str] = []
    missing = []
    for cell in notebook.cells:
        if cell.cell_type == "code":
            seen += DECIMAL.findall(printed(cell))
        elif READING in cell.source:
            for number in DECIMAL.findall(cell.source):
                decimals = len(number.partition(".")[2])
                if not any(f"{float(value):.{decimals}f}" == number for value in seen):
                    missing.append(f"{cell.id}: {number}")
    return missing


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_numbers_in_the_text_are_printed_by_a_cell(path: Path) -> None:
    assert quoted_but_not_printed(nbformat.read(path, 4)) == []


def test_a_number_that_no_cell_prints_is_found() -> None:
    cell = nbformat.v4.new_code_cell(
        "", outputs=[nbformat.v4.new_output("stream", text="accuracy 0.589")]
    )
    text = nbformat.v4.new_markdown_cell("**You should see** 0.59, 0.589 and then 0.95.")
    notebook = nbformat.v4.new_notebook(cells=[cell, text])
    assert [line.split(": ")[1] for line in quoted_but_not_printed(notebook)] == ["0.95"]


def test_there_are_lessons_to_test() -> None:
    assert SOLUTIONS
