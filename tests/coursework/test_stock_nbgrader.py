"""Stock nbgrader and the judge, side by side on the whole answer bank."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from html import unescape
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from coursework.bank import compose, cover, read_bank
from coursework.course import grade_course
from coursework.judge import sandbox
from coursework.lesson import Lesson, Role, find_lessons, hidden_lines, without_hidden_tests

pytestmark = pytest.mark.kernel

ROOT = Path(__file__).parents[2]
BANK = read_bank(ROOT / "tests" / "answers")
LESSONS = [path.stem for path in find_lessons(ROOT / "source")]
SHORT = 8
PROGRAMS = str(Path(sys.executable).parent)
ENVIRONMENT = os.environ | {"PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}"}


WHOLE = ("00_start_here", "01_metrics")
SOME = 4


def _nbgrader(course, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def _hand_in(course, student, lesson, notebook):
    folder = course / "submitted" / student / lesson
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / f"{lesson}.ipynb")


def _without_demos(lesson, notebook):
    """Drop the plots and experiments: stock grading would run them, and points need none."""
    demos = {cell.id for cell in lesson.by_role(Role.DEMO)}
    notebook.cells = [cell for cell in notebook.cells if cell.id not in demos]
    return notebook


def _rows(name):
    """Return the answers that submissions to a lesson are made of.

    The whole bank of the first two lessons; of the others rows at even distances, since stock
    grading takes seconds for each. In a plain namespace, tests/test_answers.py checks them all.
    """
    rows = list(cover([answer for answer in BANK if answer.lesson == name]))
    return rows if name in WHOLE else rows[:: -(-len(rows) // SOME)]


@pytest.fixture(scope="module")
def stock(tmp_path_factory) -> Path:
    """A course that stock commands released, graded and exported."""
    course = tmp_path_factory.mktemp("stock")
    shutil.copytree(ROOT / "source", course / "source")
    shutil.copy(ROOT / "nbgrader_config.py", course)
    for name in LESSONS:
        _nbgrader(course, "generate_assignment", name)
        lesson = Lesson.read(course / "source" / name / f"{name}.ipynb")
        release = nbformat.read(course / "release" / name / f"{name}.ipynb", as_version=4)
        release = _without_demos(lesson, release)
        _hand_in(course, "untouched", name, release)
        for number, row in enumerate(_rows(name)):
            texts = {id_: answer.text for id_, answer in row.items()}
            _hand_in(course, f"row{number:02}", name, compose(release, texts))
        _nbgrader(course, "autograde", name)
        _nbgrader(course, "generate_feedback", name)
    _nbgrader(course, "export")
    return course


@pytest.fixture(scope="module")
def ours(stock, tmp_path_factory) -> Path:
    """The same submissions, graded by the judge."""
    course = tmp_path_factory.mktemp("ours")
    for name in ("source", "submitted"):
        shutil.copytree(stock / name, course / name)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    export = course / "grades.csv"
    confined = sandbox.available()
    assert grade_course(course, unconfined=not confined, feedback=True, export=export) == 0
    return course


def _marks(course):
    with Gradebook(f"sqlite:///{course}/gradebook.db", "good_practices") as gradebook:
        return {
            (submission.student.id, notebook.name, grade.name): (
                grade.auto_score,
                grade.max_score,
                grade.needs_manual_grade,
            )
            for assignment in gradebook.assignments
            for submission in assignment.submissions
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def test_the_points_agree_on_the_bank(stock, ours):
    marks = _marks(stock)
    assert _marks(ours) == marks
    exercises = sum(
        len(Lesson.read(path).by_role(Role.CHECK, Role.WRITTEN))
        for path in find_lessons(ROOT / "source")
    )
    students = {student for student, _, _ in marks}
    assert len(students) > 5
    assert len(marks) >= exercises * 6
    assert {score > 0 for score, _, _ in marks.values()} == {True, False}


def test_comments_and_csv_agree(stock, ours):
    def comments(course):
        with Gradebook(f"sqlite:///{course}/gradebook.db", "good_practices") as gradebook:
            return {
                (submission.student.id, comment.name): comment.auto_comment
                for assignment in gradebook.assignments
                for submission in assignment.submissions
                for notebook in submission.notebooks
                for comment in notebook.comments
            }

    assert comments(ours) == comments(stock)
    # nbgrader orders students by their last name, which these do not have.
    marks = [sorted((course / "grades.csv").read_text().splitlines()) for course in (ours, stock)]
    assert marks[0] == marks[1]
    assert len(marks[0]) > 10


def _check_cells(course, student, name):
    path = course / "autograded" / student / name / f"{name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    return [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]


def test_the_graded_notebooks_say_the_same(stock, ours):
    """Source, points and kind of outcome of each check cell; the message, where it is correct.

    Advice is printed where the student's code runs: at home and under stock nbgrader.
    """

    def outcome(cell):
        errors = [one.ename for one in cell.outputs if one.output_type == "error"]
        printed = "".join(one.text for one in cell.outputs if one.output_type == "stream")
        texts = re.sub(r"Advice: [^`]*`[^`]*`\.\n", "", printed)
        points = cell.metadata.nbgrader.points
        return cell.id, cell.source, points, errors, "" if errors else texts

    folders = sorted((stock / "autograded").glob("*/*"))
    assert len(folders) > 10
    for folder in folders:
        student, name = folder.parts[-2:]
        theirs = [outcome(cell) for cell in _check_cells(stock, student, name)]
        assert [outcome(cell) for cell in _check_cells(ours, student, name)] == theirs


# --- feedback --------------------------------------------------------------------------


def _secret_lines(name):
    cells = Lesson.read(ROOT / "source" / name / f"{name}.ipynb").by_role(Role.CHECK)
    shown = "\n".join(without_hidden_tests(cell.source) for cell in cells)
    hidden = {line for cell in cells for line in hidden_lines(cell.source)}
    return [line for line in hidden if line not in shown and len(line) >= SHORT]


@pytest.mark.parametrize("name", LESSONS)
@pytest.mark.parametrize("which", ["stock", "ours"])
def test_no_feedback_page_holds_a_line_of_a_hidden_check(which, name, request):
    course = request.getfixturevalue(which)
    secret = _secret_lines(name)
    pages = sorted((course / "feedback").glob(f"*/{name}/{name}.html"))
    assert secret
    assert len(pages) == len(list((course / "submitted").glob(f"*/{name}")))
    for page in pages:
        html = page.read_text()
        text = unescape(re.sub(r"<[^>]+>", "", html))
        handed_in = course / "submitted" / page.parts[-3] / name / f"{name}.ipynb"
        own = "\n".join(cell.source for cell in nbformat.read(handed_in, as_version=4).cells)
        unknown = [line for line in secret if line not in own]
        assert [line for line in unknown if line in text or line in html] == []
        assert "BEGIN HIDDEN TESTS" not in text


@pytest.mark.parametrize("name", LESSONS)
def test_feedback_shows_each_message(ours, name):
    for folder in sorted((ours / "submitted").glob(f"*/{name}")):
        student = folder.parent.name
        html = (ours / "feedback" / student / name / f"{name}.html").read_text()
        text = unescape(re.sub(r"<[^>]+>", "", html))
        for cell in _check_cells(ours, student, name):
            (message,) = [
                one.evalue if one.output_type == "error" else one.text for one in cell.outputs
            ]
            assert message.strip() in text


def test_stock_commands_go_on_with_our_results(ours, tmp_path):
    course = Path(shutil.copytree(ours, tmp_path / "course"))
    name = LESSONS[0]
    _nbgrader(course, "generate_feedback", name, "--force")
    _nbgrader(course, "export", "--to", "again.csv")
    exported, again = ((course / name).read_text() for name in ("grades.csv", "again.csv"))
    assert sorted(again.splitlines()) == sorted(exported.splitlines())
    assert "Skipping existing assignment" in _nbgrader(course, "autograde", name)
    assert _marks(course) == _marks(ours)


# --- formgrader ------------------------------------------------------------------------


def _get(url):
    with urllib.request.urlopen(url, timeout=60) as reply:
        return reply.status, reply.read().decode()


@pytest.fixture
def server(ours, tmp_path):
    """The formgrader's web server in the course folder; yields what makes an address."""
    runtime = tmp_path / "runtime"
    command = [sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root"]
    command += ["--ServerApp.token=secret", "--port=0", "--ServerApp.ip=127.0.0.1"]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            [*command, "--ServerApp.jpserver_extensions={'nbgrader': True}"],
            cwd=ours,
            env=ENVIRONMENT | {"JUPYTER_RUNTIME_DIR": str(runtime)},
            stdout=log,
            stderr=log,
        )
    try:
        end = time.monotonic() + 60
        while not (found := list(runtime.glob("jpserver-*.json"))):
            assert process.poll() is None, (tmp_path / "log").read_text()
            assert time.monotonic() < end, (tmp_path / "log").read_text()
            time.sleep(0.1)
        time.sleep(0.2)
        base = json.loads(found[0].read_text())["url"]
        yield lambda path: f"{base}formgrader/{path}?token=secret"
    finally:
        process.terminate()
        process.wait(30)


def test_the_formgrader_opens_the_results(server, ours):
    name = LESSONS[-1]
    status, page = _get(server("api/assignments"))
    assert status == 200
    assert {one["name"] for one in json.loads(page)} == set(LESSONS)
    _, page = _get(server(f"api/notebooks/{name}"))
    (notebook,) = json.loads(page)
    assert notebook["num_submissions"] == len(list((ours / "submitted").glob(f"*/{name}")))
    _, page = _get(server(f"api/submitted_notebooks/{name}/{name}"))
    for submission in json.loads(page):
        status, html = _get(server(f"submissions/{submission['id']}/"))
        assert status == 200
        assert "Not yet:" in html or "Not attempted:" in html or ": correct, as far" in html
