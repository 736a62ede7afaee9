import contextlib
import io
import json
import os
import subprocess
import sys

import nbformat
import pytest
from nbgrader.api import Gradebook
from rich.console import Console

from coursework import course as module
from coursework.bank import compose
from coursework.course import find_strays, find_submissions, grade_course
from coursework.judge import sandbox

NAME = "90_small"
RIGHT = "def double(x):\n    return 2 * np.asarray(x)"


@pytest.fixture
def console():
    return Console(file=io.StringIO(), width=200, color_system=None)


def _hand_in(folder, student, data, lesson=NAME):
    path = folder / student / lesson / f"{lesson}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())


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
    assert "To grade by hand: s90_why." in text
    scores = {row.split(",")[3]: row.split(",")[9] for row in export.read_text().splitlines()[1:]}
    assert scores == {"ada": "2.0", "eve": "0.0", "tim": "0.0"}
    for student in scores:
        assert (handed_in / "autograded" / student / NAME / f"{NAME}.ipynb").is_file()
        given = {path.name for path in (handed_in / "feedback" / student / NAME).iterdir()}
        assert given - {"timestamp.txt"} == {f"{NAME}.html"}
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
        ([], ["ada", "bob", "zoe"], "There are no submissions of bob, zoe to 90_small"),
    ],
)
def test_nothing_to_grade_is_said(handed_in, console, lessons, students, reason):
    code, text = _grade(handed_in, console, *lessons, students=students)
    assert code == 2
    assert reason in text
    assert not (handed_in / "autograded").exists()


def test_a_named_student_who_used_another_name_is_told_apart(handed_in, console):
    _hand_in(handed_in / "submitted", "mona", b"{}", lesson="90_Small")
    code, text = _grade(handed_in, console, students=["mona", "zoe"])
    assert code == 2
    assert "Found: mona/90_Small/90_Small.ipynb, no folder zoe." in text.replace("\n", " ")


def test_a_folder_of_another_level_is_named(small_course, small_release, console):
    folder = small_course / "release" / NAME
    folder.mkdir(parents=True)
    nbformat.write(small_release, folder / f"{NAME}.ipynb")
    code, text = _grade(small_course, console, submitted=small_course / "release")
    text = text.replace("\n", "")
    assert code == 2
    assert "release/<student>/<lesson>/<lesson>.ipynb" in text
    assert f"Found: {NAME}/{NAME}.ipynb." in text
    assert _grade(small_course, console, submitted=small_course / "none")[0] == 2
    assert "There is no folder" in console.file.getvalue()


def test_what_is_no_submission_is_listed_after_the_table(handed_in, console):
    submitted = handed_in / "submitted"
    _hand_in(submitted, "mona", b"{}", lesson="90_Small")
    (submitted / "nora").mkdir()
    (submitted / "nora" / f"{NAME}.ipynb").write_bytes(b"{}")
    code, text = _grade(handed_in, console, NAME)
    assert code == 0
    _, after = text.split("3 submissions graded")
    assert "submitted/<student>/<lesson>/<lesson>.ipynb" in after.replace("\n", "")
    assert "  mona: 90_Small/90_Small.ipynb\n" in after
    assert "  nora: 90_small.ipynb\n" in after
    assert "tim" not in after
    console.file.truncate(0)
    assert "mona" not in _grade(handed_in, console, students=["ada"])[1]


def test_a_lesson_that_is_cut_is_said_in_one_line(handed_in, console):
    source = handed_in / "source" / NAME / f"{NAME}.ipynb"
    source.write_text(source.read_text()[:500])
    code, text = _grade(handed_in, console)
    assert code == 2
    assert f"{NAME}.ipynb" in text.replace("\n", "")
    assert "Traceback" not in text


def test_strays(tmp_path):
    _hand_in(tmp_path, "ada", b"", lesson=NAME)
    (tmp_path / "ada" / "notes.txt").touch()
    _hand_in(tmp_path, "bob", b"", lesson=NAME)
    (tmp_path / "bob" / "91 new").mkdir()
    (tmp_path / "eve").mkdir()
    (tmp_path / "tim").mkdir()
    for name in ("a\x1b[2J.txt", *"bcdefg"):
        (tmp_path / "tim" / name).touch()
    (tmp_path / ".git").mkdir()
    (tmp_path / "lost.ipynb").touch()
    (tmp_path / "marks.csv").touch()
    assert find_strays(tmp_path, [NAME]) == [
        ("bob", "91 new/"),
        ("eve", "nothing"),
        ("lost.ipynb", "a file, not a student's folder"),
        ("tim", "a?[2J.txt, b, c, d, e, 2 more"),
    ]


def test_a_notebook_of_another_name_is_named(handed_in, console):
    folder = handed_in / "submitted" / "tim" / NAME
    (folder / f"{NAME} (1).ipynb").write_bytes(b"{}")
    code, _ = _grade(handed_in, console, students=["tim"])
    assert code == 0
    reason = (handed_in / "autograded" / "tim" / NAME / "reason.txt").read_text()
    assert reason == (
        "There is no file 90_small.ipynb in this folder, but 90_small (1).ipynb. "
        "The notebook must be named 90_small.ipynb.\n"
    )


@contextlib.contextmanager
def _barred(modes):
    """Take rights from paths, and give them back."""
    try:
        for path, mode in modes.items():
            os.chmod(path, mode)
        yield
    finally:
        for path in reversed(modes):
            os.chmod(path, 0o755)


def _grade_with_rights(root):
    """Grade in a process for which rights count, as they do not for root."""
    rights = "-dac_override,-dac_read_search"
    drop = ["setpriv", f"--bounding-set={rights}", f"--inh-caps={rights}"]
    command = [sys.executable, "-c", "from coursework.cli import main; main()", "grade"]
    done = subprocess.run(
        [*(drop if os.geteuid() == 0 else []), *command, "--no-feedback", "--unconfined"],
        cwd=root,
        env=os.environ | {"COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_what_may_not_be_read_costs_its_student_alone(handed_in, small_release, mode):
    submitted = handed_in / "submitted"
    for student in ("closed", "folder", "file"):
        _hand_in(submitted, student, compose(small_release, {"s90_double": RIGHT}))
    modes = {
        submitted / "file" / NAME / f"{NAME}.ipynb": 0o000,
        submitted / "folder" / NAME: mode,
        submitted / "closed": mode,
    }
    with _barred(modes):
        code, text = _grade_with_rights(handed_in)
    assert code == 0, text
    assert _points(text, "ada") == "2"
    reason = "90_small.ipynb cannot be read: Permission denied."
    assert text.count(reason) == 2
    assert "closed: a folder that you may not read: change its rights" in text
    for student in ("folder", "file"):
        folder = handed_in / "autograded" / student / NAME
        assert (folder / "reason.txt").read_text().startswith(reason)
    assert not (handed_in / "autograded" / "closed").exists()


@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_a_folder_of_submissions_that_may_not_be_read_is_named(handed_in, mode):
    submitted = handed_in / "submitted"
    with _barred({submitted: mode}):
        code, text = _grade_with_rights(handed_in)
    assert (code, text) == (
        2,
        f"The folder {submitted} cannot be read by you. Change its rights.\n",
    )


def test_a_link_tells_no_names_of_files(handed_in, console, tmp_path_factory):
    away = tmp_path_factory.mktemp("away")
    (away / "secret.ipynb").touch()
    place = handed_in / "submitted" / "eve2" / NAME
    place.parent.mkdir()
    place.symlink_to(away)
    _grade(handed_in, console, students=["eve2"])
    reason = (handed_in / "autograded" / "eve2" / NAME / "reason.txt").read_text()
    assert "is a symbolic link" in reason


def test_the_table_shows_a_mark_given_by_hand(handed_in, console):
    _grade(handed_in, console, students=["ada"])
    with Gradebook(f"sqlite:///{handed_in / 'gradebook.db'}", "good_practices") as gradebook:
        grade = gradebook.find_grade("s90_double_check", NAME, NAME, "ada")
        grade.manual_score, grade.extra_credit = 1.5, 0.25
        gradebook.find_grade("s90_why", NAME, NAME, "ada").manual_score = 3.0
        gradebook.db.commit()
    console.file.truncate(0)
    export = handed_in / "marks.csv"
    text = _grade(handed_in, console, students=["ada"], export=export)[1]
    row = next(line for line in text.splitlines() if "│ ada" in line)
    cells = [cell.strip() for cell in row.split("│")[1:-1]]
    assert cells[:4] == ["ada", "1.5 +0.25 (by hand)", "3 (by hand)", "4.75"]
    assert "marked 1.5 by hand, the grader gives 2" in cells[4]
    assert export.read_text().splitlines()[1].split(",")[9] == "4.75"


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("none/marks.csv", "there is no folder"),
        ("source", "it is a folder"),
        ("README.md", "holds no marks that nbgrader exported"),
    ],
)
def test_a_bad_place_for_the_marks_is_told_before_grading(handed_in, console, place, reason):
    (handed_in / "README.md").write_text("# Mine")
    code, text = _grade(handed_in, console, export=handed_in / place)
    assert code == 2
    assert reason in text.replace("\n", " ")
    assert (handed_in / "README.md").read_text() == "# Mine"
    assert not (handed_in / "autograded").exists()


def test_marks_are_exported_again_over_marks(handed_in, console):
    export = handed_in / "marks.csv"
    for students in (["tim"], ["ada"]):
        assert _grade(handed_in, console, students=students, export=export)[0] == 0
    rows = export.read_text().splitlines()[1:]
    assert [row.split(",")[3] for row in rows] == ["ada", "tim"]


def test_a_lesson_named_twice_is_graded_once(handed_in, console):
    code, text = _grade(handed_in, console, NAME, NAME, students=["eve"])
    assert code == 0
    assert "1 submission graded" in text


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


def test_what_a_student_named_moves_no_cursor(handed_in, small_release, console):
    submitted = handed_in / "submitted"
    _hand_in(submitted, "mal\x1b[2J", small_release)
    _hand_in(submitted, "eve2", nbformat.from_dict(small_release) | {"nbformat": "\x1b[2J"})
    (submitted / "mal\x1b]0;mine\x07").mkdir()
    other = submitted / "tim" / NAME / "\x1b[2J.ipynb"
    other.write_text("{}")
    code, text = _grade(handed_in, console)
    assert code == 0, text
    assert all(sign.isprintable() or sign == "\n" for sign in text)
    assert "mal?[2J" in text
    reason = (handed_in / "autograded" / "tim" / NAME / "reason.txt").read_text()
    assert "but ?[2J.ipynb." in reason


def test_a_name_that_no_gradebook_can_hold_is_named(handed_in, console):
    (handed_in / "submitted" / os.fsdecode(b"z\xff") / NAME).mkdir(parents=True)
    code, text = _grade(handed_in, console)
    assert code == 2
    assert r"z\xff' is not UTF-8. Rename it." in text.replace("\n", "")


def test_a_name_that_a_page_would_run_is_no_students(handed_in, small_release, console):
    _hand_in(handed_in / "submitted", "<img src=x onerror=alert(1)>", small_release)
    code, text = _grade(handed_in, console)
    assert code == 0
    assert "│ <img" not in text
    assert "<img src=x onerror=alert(1)>: a name with < in it" in text


def test_hidden_folders_are_no_students(tmp_path):
    _hand_in(tmp_path, ".ipynb_checkpoints", b"")
    _hand_in(tmp_path, "ada", b"")
    _hand_in(tmp_path, "bob", b"", lesson="00_other")
    assert [student for student, _ in find_submissions(tmp_path, NAME)] == ["ada"]


# --- what has not changed --------------------------------------------------------------


def _points(text, student):
    rows = [line for line in text.splitlines() if f"│ {student} " in line]
    return rows[-1].split("│")[2].strip()


def test_what_has_not_changed_is_not_graded_again(handed_in, console):
    first = _grade(handed_in, console, feedback=True, export=handed_in / "first.csv")[1]
    files = {path: path.stat().st_mtime_ns for path in (handed_in / "autograded").rglob("*.*")}
    pages = {path: path.stat().st_mtime_ns for path in (handed_in / "feedback").rglob("*.html")}
    console.file.truncate(0)
    second = _grade(handed_in, console, feedback=True, export=handed_in / "second.csv")[1]
    # Of tim there is no file whose content could be the same.
    assert "1 submission graded in" in second
    assert "2 unchanged since they were graded." in second
    rows = [line for line in first.splitlines() if "│" in line]
    assert rows == [line for line in second.splitlines() if "│" in line]
    assert (handed_in / "first.csv").read_text() == (handed_in / "second.csv").read_text()
    for path, time in (files | pages).items():
        assert "tim" in path.parts or path.stat().st_mtime_ns == time, path


def test_what_changed_is_graded_again(handed_in, small_release, console):
    _grade(handed_in, console)
    wrong = compose(small_release, {"s90_double": RIGHT.replace("2", "3"), "s90_why": "So."})
    path = handed_in / "submitted" / "ada" / NAME / f"{NAME}.ipynb"
    path.write_text(nbformat.writes(wrong))
    text = _grade(handed_in, console)[1]
    assert "2 submissions graded" in text  # and tim
    assert _points(text, "ada") == "0"
    (path.parent / "timestamp.txt").write_text("2026-01-01 10:00:00 UTC")
    console.file.truncate(0)
    assert "2 submissions graded" in _grade(handed_in, console)[1]  # and tim


def test_a_check_that_changed_grades_all_again(handed_in, small_source, console):
    _grade(handed_in, console, students=["ada"])
    harder = nbformat.from_dict(small_source)
    harder.cells[3].source = harder.cells[3].source.replace("[2, 8]", "[2, 9]")
    nbformat.write(harder, handed_in / "source" / NAME / f"{NAME}.ipynb")
    console.file.truncate(0)
    text = _grade(handed_in, console, students=["ada"])[1]
    assert "1 submission graded" in text
    assert _points(text, "ada") == "0"


def test_force_grades_all_again(handed_in, console):
    _grade(handed_in, console)
    console.file.truncate(0)
    text = _grade(handed_in, console, force=True)[1]
    assert "3 submissions graded" in text
    assert "unchanged" not in text


@pytest.mark.parametrize("lost", ["gradebook", "notebook", "one mark"])
def test_what_the_gradebook_or_the_folder_lost_is_graded_again(handed_in, console, lost):
    _grade(handed_in, console, students=["ada"])
    if lost == "gradebook":
        (handed_in / "gradebook.db").unlink()
    elif lost == "notebook":
        (handed_in / "autograded" / "ada" / NAME / f"{NAME}.ipynb").unlink()
    else:
        with Gradebook(f"sqlite:///{handed_in / 'gradebook.db'}", "good_practices") as gradebook:
            gradebook.find_grade("s90_double_check", NAME, NAME, "ada").auto_score = None
            gradebook.db.commit()
    console.file.truncate(0)
    assert "1 submission graded" in _grade(handed_in, console, students=["ada"])[1]
    assert (handed_in / "autograded" / "ada" / NAME / f"{NAME}.ipynb").is_file()
    with Gradebook(f"sqlite:///{handed_in / 'gradebook.db'}", "good_practices") as gradebook:
        assert gradebook.find_grade("s90_double_check", NAME, NAME, "ada").auto_score == 2.0


def test_a_mark_given_by_hand_since_is_shown_and_gets_a_new_page(handed_in, console):
    _grade(handed_in, console, students=["ada"], feedback=True)
    with Gradebook(f"sqlite:///{handed_in / 'gradebook.db'}", "good_practices") as gradebook:
        gradebook.find_grade("s90_why", NAME, NAME, "ada").manual_score = 2.5
        gradebook.db.commit()
    page = handed_in / "feedback" / "ada" / NAME / f"{NAME}.html"
    before = page.stat().st_mtime_ns
    console.file.truncate(0)
    text = _grade(handed_in, console, students=["ada"], feedback=True)[1]
    assert "2.5 (by hand)" in text
    assert "1 unchanged" in text
    assert page.stat().st_mtime_ns > before
