"""Each setting of nbgrader_config.py takes effect in stock nbgrader."""

import copy
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

NAME = "08_example"
BROADCASTS = """
def mean_squared_error(y_true, y_pred):
    return np.mean((np.asarray(y_true) - np.asarray(y_pred)) ** 2)
"""

pytestmark = pytest.mark.kernel


def nbgrader(root, *arguments):
    # Not `nbgrader` from the PATH: the configuration has to find the tools beside this Python.
    command = [sys.executable, "-m", "nbgrader", *arguments]
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(root)}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)


def cell(notebook, id_):
    return next(cell for cell in notebook.cells if cell.id == id_)


def hostile(notebook):
    """Skip the check, and try to run a script in the browser of whoever reads the page."""
    cell(notebook, "m8_mse_check").metadata["tags"] = ["skip-execution"]
    notebook.cells.append(new_markdown_cell("<script>alert('text')</script>"))
    show = "from IPython.display import HTML\nHTML('<' + 'script>alert(\"output\")</script>')"
    notebook.cells.append(new_code_cell(show))


def without_check(notebook):
    notebook.cells.remove(cell(notebook, "m8_mse_check"))


def broadcasting(notebook):
    cell(notebook, "m8_mse").source = BROADCASTS


@pytest.fixture(scope="module")
def graded(built_once, tmp_path_factory):
    """Grade a class with stock nbgrader, once."""
    root = Path(shutil.copytree(built_once, tmp_path_factory.mktemp("stock") / "course"))
    assert nbgrader(root, "generate_assignment", NAME, "--force").returncode == 0
    release = nbformat.read(root / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    solution = nbformat.read(root / "solutions" / NAME / f"{NAME}.ipynb", as_version=4)
    students = {
        "solved": (solution, lambda notebook: None),
        "untouched": (release, lambda notebook: None),
        "hostile": (release, hostile),
        "without_check": (release, without_check),
        "broadcasting": (release, broadcasting),
    }
    for student, (notebook, change) in students.items():
        folder = root / "submitted" / student / NAME
        folder.mkdir(parents=True)
        submission = copy.deepcopy(notebook)
        change(submission)
        nbformat.write(submission, folder / f"{NAME}.ipynb")
    for step in ("autograde", "generate_feedback"):
        done = nbgrader(root, step, NAME)
        assert done.returncode == 0, done.stderr
    return root


def grades(root):
    query = (
        "select student_id, auto_score, needs_manual_grade from grade "
        "join submitted_notebook n on grade.notebook_id = n.id "
        "join submitted_assignment s on n.assignment_id = s.id"
    )
    with sqlite3.connect(root / "gradebook.db") as database:
        return {student: (score, manual) for student, score, manual in database.execute(query)}


def feedback(root, student):
    return (root / "feedback" / student / NAME / f"{NAME}.html").read_text()


def test_marks(graded):
    assert grades(graded) == {
        "solved": (2, 0),
        "untouched": (0, 0),
        "hostile": (0, 0),  # a check that is skipped does not pass
        "without_check": (0, 0),  # a deleted check comes back, and needs no person
        "broadcasting": (0, 0),
    }


def test_feedback_shows_the_message_of_a_hidden_check_and_not_its_code(graded):
    page = feedback(graded, "broadcasting")
    assert "Shapes (3, 1) and (3,) broadcast to (3, 3). Make both flat first." in page
    assert "HIDDEN" not in page
    assert "column.ravel" not in page


def test_no_script_of_a_student_stands_in_the_feedback(graded):
    page = feedback(graded, "hostile")
    assert "alert" in page
    assert "<script>alert" not in page


def test_the_formgrader_renders_no_script_of_a_student(graded):
    # The way that the formgrader makes its page: the same exporter, the same configuration.
    script = (
        "import sys\n"
        "from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension\n"
        "from nbconvert.exporters import HTMLExporter\n"
        "app = FormgradeExtension()\n"
        "app.initialize([])\n"
        "config = app.config\n"
        "config.HTMLExporter.template_name = 'lab'\n"
        "print(HTMLExporter(config=config).from_filename(sys.argv[1])[0])\n"
    )
    notebook = graded / "autograded" / "hostile" / NAME / f"{NAME}.ipynb"
    command = [sys.executable, "-c", script, str(notebook)]
    done = subprocess.run(command, cwd=graded, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "&lt;script&gt;alert" in done.stdout
    assert "<script>alert" not in done.stdout


def test_export(graded):
    assert nbgrader(graded, "export").returncode == 0
    assert (graded / "grades.csv").read_text().count("\n") == 6
