"""A small course for the tests of grading: one exercise by code, one by hand."""

from pathlib import Path

import nbformat
import pytest
from nbformat import v4

from coursework.lesson import STUB, Lesson, without_hidden_tests, without_solution

ROOT = Path(__file__).parents[2]
NAME = "90_small"
WRITTEN_STUB = "*Your turn: replace this line with your answer.*"


def _cell(kind, id_, source, *, tags=(), **nbgrader):
    make = v4.new_code_cell if kind == "code" else v4.new_markdown_cell
    settings = {"grade": False, "solution": False, "locked": True, "task": False}
    metadata = {"nbgrader": settings | {"grade_id": id_, "schema_version": 3} | nbgrader}
    return make(source, id=id_, metadata=metadata | ({"tags": list(tags)} if tags else {}))


@pytest.fixture(scope="session")
def small_source() -> nbformat.NotebookNode:
    """The source notebook of a lesson with an answer worth 2 points and a text worth 3."""
    answer = (
        "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * np.asarray(x)\n"
        "    ### END SOLUTION"
    )
    check = (
        'with exercise("90.1 Double"):\n'
        '    check_close(double(3), 6, "double(3)")\n'
        "    ### BEGIN HIDDEN TESTS\n"
        '    check_close(double([1, 4]), [2, 8], "double of a list", hint="Use an array.")\n'
        "    ### END HIDDEN TESTS"
    )
    setup = "import numpy as np\n\nfrom goodpractice.checks import check_close, exercise"
    solution = {"solution": True, "locked": False}
    cells = [
        _cell("markdown", "s90_title", "# 90. A small lesson"),
        _cell("code", "s90_setup", setup, tags=["setup"]),
        _cell("code", "s90_double", answer, **solution),
        _cell("code", "s90_double_check", check, grade=True, points=2),
        _cell("markdown", "s90_why", "Because.", grade=True, points=3, **solution),
        _cell("code", "s90_end", "print('the end')"),
    ]
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    return v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})


@pytest.fixture(scope="session")
def small(small_source) -> Lesson:
    return Lesson.from_notebook(NAME, small_source)


@pytest.fixture
def small_release(small_source) -> nbformat.NotebookNode:
    """What a student of the small lesson starts from."""
    made = nbformat.from_dict(small_source)
    for cell in made.cells:
        cell.source = without_hidden_tests(without_solution(cell.source))
    made.cells[4].source = WRITTEN_STUB
    assert STUB in made.cells[2].source
    return made


@pytest.fixture
def small_course(small_source, tmp_path) -> Path:
    """A course folder with the small lesson and this repository's settings."""
    folder = tmp_path / "source" / NAME
    folder.mkdir(parents=True)
    nbformat.write(small_source, folder / f"{NAME}.ipynb")
    (tmp_path / "nbgrader_config.py").write_text((ROOT / "nbgrader_config.py").read_text())
    return tmp_path
