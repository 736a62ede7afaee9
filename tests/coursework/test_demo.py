import io
import re
from html import unescape
from pathlib import Path

import pytest
from rich.console import Console

from coursework import demo
from coursework.demo import CLASS, MARKER, run
from coursework.judge import sandbox
from coursework.lesson import Lesson, Role, find_lessons, hidden_lines, without_hidden_tests

ROOT = Path(__file__).parents[2]
LESSONS = [Lesson.read(path) for path in find_lessons(ROOT / "source")]


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """The folder that the demo made in its second run, and what it printed."""
    folder = tmp_path_factory.mktemp("place") / "demo"
    folder.mkdir()
    (folder / MARKER).touch()
    (folder / "left over").touch()
    console = Console(file=io.StringIO(), width=250, color_system=None)
    assert run(ROOT, folder, console, lessons=[lesson.name for lesson in LESSONS]) == 0
    return folder, console.file.getvalue()


def _scores(folder):
    header, *rows = (folder / "grades.csv").read_text().splitlines()
    columns = header.split(",")
    found = [dict(zip(columns, row.split(","), strict=True)) for row in rows]
    return {(row["student_id"], row["assignment"]): float(row["score"]) for row in found}


def test_a_class_is_graded(shown):
    folder, _ = shown
    scores = _scores(folder)
    assert scores.keys() == {(student, lesson.name) for student in CLASS for lesson in LESSONS}
    for lesson in LESSONS:
        full = sum(cell.points for cell in lesson.by_role(Role.CHECK))
        for student in ("ada", "emmy"):
            assert scores[student, lesson.name] == full
        for student in ("tim", "grace", "maryam", "niels", "pierre"):
            assert scores[student, lesson.name] == 0
        for student in ("blaise", "carl", "sofia", "kurt", "leonhard"):
            assert scores[student, lesson.name] < full


def test_it_says_what_happened(shown):
    folder, text = shown
    assert not (folder / "left over").exists()
    assert all(student in text for student in CLASS)
    assert "- not attempted" in text
    assert "was deleted: restored" in text or "were deleted: restored" in text
    assert "Is it another lesson?" in text
    assert re.search(r"graded and answered in \d+ s", text)
    for name in ("grades.csv", "feedback", "autograded", "gradebook.db"):
        assert str(folder / name) in text
        assert (folder / name).exists()


@pytest.mark.parametrize("lesson", LESSONS, ids=[lesson.name for lesson in LESSONS])
def test_every_student_has_feedback_without_hidden_checks(shown, lesson):
    folder, _ = shown
    cells = lesson.by_role(Role.CHECK)
    visible = "\n".join(without_hidden_tests(cell.source) for cell in cells)
    secret = {line for cell in cells for line in hidden_lines(cell.source) if line not in visible}
    assert secret
    for student in CLASS:
        html = (folder / "feedback" / student / lesson.name / f"{lesson.name}.html").read_text()
        text = unescape(re.sub(r"<[^>]+>", "", html))
        handed_in = folder / "submitted" / student / lesson.name / f"{lesson.name}.ipynb"
        own = handed_in.read_text(errors="replace").replace('\\"', '"')
        assert [line for line in secret if line in text and line not in own] == []


def test_two_lessons_are_enough_and_others_can_be_named(tmp_path):
    assert [path.stem for path in demo._chosen(ROOT, None)] == ["00_start_here", "01_metrics"]
    assert [path.stem for path in demo._chosen(ROOT, ["02_data_splits"])] == ["02_data_splits"]
    console = Console(file=io.StringIO(), width=250)
    assert run(ROOT, tmp_path / "new", console, lessons=["nothing"]) == 2
    assert "There is no lesson nothing." in console.file.getvalue()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    console = Console(file=io.StringIO(), width=250)
    assert run(ROOT, tmp_path, console) == 2
    assert "was not made by the demo" in console.file.getvalue()
    assert (tmp_path / "thesis.txt").read_text() == "years of work"


def test_without_a_sandbox_it_says_how_to_get_one_and_runs(tmp_path, monkeypatch):
    def require():
        raise sandbox.SandboxUnavailable("Install bubblewrap: apt-get install bubblewrap")

    asked = {}

    def grade_lessons(*_, **options):
        asked.update(options)
        return {}

    monkeypatch.setattr(demo.sandbox, "require", require)
    monkeypatch.setattr(demo, "grade_lessons", grade_lessons)
    console = Console(file=io.StringIO(), width=250)
    assert run(ROOT, tmp_path / "demo", console) == 0
    assert "apt-get install bubblewrap" in console.file.getvalue()
    assert asked["confined"] is False


def test_a_sandbox_that_fails_later_is_no_traceback(tmp_path, monkeypatch):
    def grade_lessons(*_, **__):
        raise sandbox.SandboxUnavailable("Python does not start in the sandbox.")

    monkeypatch.setattr(demo.sandbox, "require", lambda: None)
    monkeypatch.setattr(demo, "grade_lessons", grade_lessons)
    console = Console(file=io.StringIO(), width=250)
    assert run(ROOT, tmp_path / "demo", console) == 2
    assert "Python does not start in the sandbox." in console.file.getvalue()
