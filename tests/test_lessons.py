"""Every lesson: the untouched release scores 0 politely, the solution has full points.

In three places: a student's kernel, stock nbgrader, and the judge.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbgrader.api import Gradebook

from coursework.build import release
from coursework.grade import grade_submission
from coursework.judge import sandbox
from coursework.lesson import Lesson, Role, find_lessons, hidden_lines

ROOT = Path(__file__).parents[1]
PATHS = find_lessons(ROOT / "source")
PLACEHOLDER = "The placeholder is still in the answer cell."

pytestmark = pytest.mark.parametrize("path", PATHS, ids=[path.stem for path in PATHS])


def _released(path) -> nbformat.NotebookNode:
    source = nbformat.read(path, as_version=4)
    return nbformat.reads(release(ROOT, path.stem, source).decode(), as_version=4)


def _solved(path) -> nbformat.NotebookNode:
    return nbformat.read(path, as_version=4)


def _without_demos(path, notebook):
    """Drop plots, experiments and cells to play with: nbval runs them all, points need none."""
    demos = {cell.id for cell in Lesson.read(path).by_role(Role.DEMO, Role.TRY)}
    notebook.cells = [cell for cell in notebook.cells if cell.id not in demos]
    return notebook


def _checks(path, notebook):
    ids = {cell.id for cell in Lesson.read(path).by_role(Role.CHECK)}
    found = [cell for cell in notebook.cells if cell.id in ids]
    assert len(found) == len(ids) > 0
    return found


def _errors(cell):
    return [output for output in cell.outputs if output.output_type == "error"]


def _assert_polite(path, cell):
    """One error, of the right name, that shows its message and nothing of the check."""
    (error,) = _errors(cell)
    assert error.ename == "NotAttempted"
    assert error.evalue.startswith(PLACEHOLDER)
    assert error.traceback == [f"Not attempted: {error.evalue}"]
    shown = "\n".join([error.evalue, *error.traceback])
    for check in Lesson.read(path).by_role(Role.CHECK):
        assert not any(line in shown for line in hidden_lines(check.source) if len(line) > 8)


# --- the judge -------------------------------------------------------------------------


def _judged(path, notebook):
    data = nbformat.writes(notebook).encode()
    return grade_submission(Lesson.read(path), "one", data, confined=sandbox.available())


def test_untouched_in_the_judge(path):
    result = _judged(path, _released(path))
    assert (result.score, result.reason, result.notes) == (0, "", ())
    assert result.checks
    for check in result.checks:
        assert check.status == "not attempted"
        assert check.message.startswith(PLACEHOLDER)


def test_solved_in_the_judge(path):
    result = _judged(path, _solved(path))
    lesson = Lesson.read(path)
    assert [check.message for check in result.checks if check.message] == []
    assert [check.cell_id for check in result.checks] == [
        cell.id for cell in lesson.by_role(Role.CHECK)
    ]
    assert result.score == result.max_score == sum(c.points for c in lesson.by_role(Role.CHECK))
    assert result.reason == ""


# --- a student's kernel ----------------------------------------------------------------


def _executed(notebook) -> nbformat.NotebookNode:
    NotebookClient(notebook, timeout=120, kernel_name="python3", allow_errors=True).execute()
    return notebook


@pytest.mark.kernel
def test_untouched_in_a_kernel(path):
    for cell in _checks(path, _executed(_released(path))):
        _assert_polite(path, cell)


@pytest.mark.kernel
def test_solved_in_a_kernel(path):
    notebook = _executed(_without_demos(path, _solved(path)))
    assert [
        _errors(cell) for cell in notebook.cells if cell.get("outputs") and _errors(cell)
    ] == []
    for cell in _checks(path, notebook):
        printed = "".join(output.text for output in cell.outputs if "text" in output)
        assert printed.endswith(": correct, as far as this cell checks.\n")


# --- stock nbgrader --------------------------------------------------------------------


@pytest.mark.kernel
def test_both_under_stock_nbgrader(path, tmp_path):
    name = path.stem
    shutil.copytree(path.parent, tmp_path / "source" / name)
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    _nbgrader(tmp_path, "generate_assignment", name)
    for student, notebook in (("untouched", _released(path)), ("solved", _solved(path))):
        folder = tmp_path / "submitted" / student / name
        folder.mkdir(parents=True)
        nbformat.write(_without_demos(path, notebook), folder / f"{name}.ipynb")
    _nbgrader(tmp_path, "autograde", name)

    points = sum(cell.points for cell in Lesson.read(path).by_role(Role.CHECK))
    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db", "good_practices") as gradebook:
        assert gradebook.find_submission(name, "untouched").score == 0
        assert gradebook.find_submission(name, "solved").score == points
    graded = tmp_path / "autograded" / "untouched" / name / f"{name}.ipynb"
    for cell in _checks(path, nbformat.read(graded, as_version=4)):
        _assert_polite(path, cell)


def _nbgrader(course, *arguments):
    programs = str(Path(sys.executable).parent)
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course,
        env=os.environ | {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
