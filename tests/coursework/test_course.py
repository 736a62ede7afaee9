import io
import os

import nbformat
import pytest
from rich.console import Console

from coursework import course as module
from coursework.bank import compose
from coursework.course import find_submissions, grade_course
from coursework.judge import sandbox

NAME = "90_small"
RIGHT = "def double(x):\n    return 2 * np.asarray(x)"


@pytest.fixture
def console():
    return Console(file=io.StringIO(), width=200, color_system=None)


def _hand_in(folder, student, data, lesson=NAME):
    path = folder / student / lesson / f"{lesson}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_bytes(data if isinstance(data, bytes) else nbformat.writes(data).encode())


def _grade(root, console, *lessons, **options):
    unconfined = not sandbox.available()
    code = grade_course(root, lessons, unconfined=unconfined, console=console, **options)
    return code, console.file.getvalue()


@pytest.fixture
def handed_in(small_course, small_release):
    folder = small_course / "submitted"
    _hand_in(folder, "ada", compose(small_release, {"s90_double": RIGHT, "s90_why": "So."}))
    _hand_in(folder, "eve", b"{")
    (folder / "tim" / NAME).mkdir(parents=True)
    return small_course


def test_a_class_from_files_to_files(handed_in, console):
    export = handed_in / "marks.csv"
    code, text = _grade(handed_in, console, feedback=True, export=export)
    assert code == 0
    assert "3 submissions graded in" in text
    assert "There is no file 90_small.ipynb in this folder." in text
    assert "By hand: s90_why." in text
    scores = {row.split(",")[3]: row.split(",")[9] for row in export.read_text().splitlines()[1:]}
    assert scores == {"ada": "2.0", "eve": "0.0", "tim": "0.0"}
    for student in scores:
        assert (handed_in / "autograded" / student / NAME / f"{NAME}.ipynb").is_file()
        assert (handed_in / "feedback" / student / NAME / f"{NAME}.html").is_file()
    assert (handed_in / "autograded" / "eve" / NAME / "reason.txt").is_file()


def test_one_student_only(handed_in, console):
    code, text = _grade(handed_in, console, students=["eve"])
    assert code == 0
    assert [path.name for path in (handed_in / "autograded").iterdir()] == ["eve"]
    assert "1 submission graded" in text


def test_another_folder(small_course, small_release, console, tmp_path_factory):
    away = tmp_path_factory.mktemp("away")
    _hand_in(away, "ada", compose(small_release, {"s90_double": RIGHT}))
    assert _grade(small_course, console, submitted=away)[0] == 0
    assert (small_course / "autograded" / "ada" / NAME).is_dir()


@pytest.mark.parametrize(
    ("lessons", "students", "reason"),
    [
        (["91_none"], (), "There is no lesson 91_none"),
        ([], ["nobody"], "There are no submissions of nobody to 90_small"),
    ],
)
def test_nothing_to_grade_is_said(handed_in, console, lessons, students, reason):
    code, text = _grade(handed_in, console, *lessons, students=students)
    assert code == 2
    assert reason in text


def test_without_a_sandbox_it_stops_and_says_so(handed_in, console, monkeypatch):
    def require():
        raise sandbox.SandboxUnavailable("Install bubblewrap: apt-get install bubblewrap")

    monkeypatch.setattr(module.sandbox, "require", require)
    assert grade_course(handed_in, console=console) == 2
    text = console.file.getvalue()
    assert "apt-get install bubblewrap" in text
    assert "--unconfined" in text
    assert not (handed_in / "autograded").exists()


def test_a_broken_gradebook_is_no_traceback(handed_in, console):
    (handed_in / "gradebook.db").write_text("this is no database, and it is long enough to tell")
    code, text = _grade(handed_in, console)
    assert code == 2
    assert "gradebook.db cannot be opened" in text


def test_a_name_that_no_gradebook_can_hold_is_named(handed_in, console):
    (handed_in / "submitted" / os.fsdecode(b"z\xff") / NAME).mkdir(parents=True)
    code, text = _grade(handed_in, console)
    assert code == 2
    assert r"z\xff' is not UTF-8. Rename it." in text.replace("\n", "")


def test_hidden_folders_are_no_students(tmp_path):
    _hand_in(tmp_path, ".ipynb_checkpoints", b"")
    _hand_in(tmp_path, "ada", b"")
    _hand_in(tmp_path, "bob", b"", lesson="00_other")
    assert [student for student, _ in find_submissions(tmp_path, NAME)] == ["ada"]
