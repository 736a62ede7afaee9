"""Each hostile submission of tests/attacks, graded between two honest ones."""

import contextlib
import csv
import ctypes
import io
import os
import re
import secrets
import sqlite3
import subprocess
import sys
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from pathlib import Path

import nbformat
import psutil
import pytest
from nbgrader.api import Gradebook
from rich.console import Console

import coursework
from coursework.attacks import (
    CANARY,
    FOLDER,
    GROUPS,
    HARM,
    HONEST_POINTS,
    LESSON,
    attack_files,
    hostile,
    ordinary,
    read_attack,
    target,
)
from coursework.course import grade_course
from coursework.grade import Workers, grade_all, grade_submission
from coursework.judge.judge import Limits
from coursework.lesson import Lesson

REPOSITORY = Path(coursework.__file__).parents[2]
ATTACKS = REPOSITORY / FOLDER
# Where time is not the point, a busy machine must not make it the reason.
SMALL = {"memory_bytes": 700 << 20, "file_bytes": 16 << 20}
PATIENT = Limits(call_seconds=20.0, wall_seconds=60.0, cpu_seconds=30, **SMALL)
QUICK = Limits(call_seconds=2.0, wall_seconds=20.0, cpu_seconds=15, **SMALL)
MOST_TEXT = 20_000
PR_SET_CHILD_SUBREAPER = 36
# As much of nbgrader's tables as an attack on them asks for.
GRADES = """
CREATE TABLE grade (manual_score, notebook_id);
CREATE TABLE submitted_notebook (id, assignment_id);
CREATE TABLE submitted_assignment (id, student_id);
INSERT INTO submitted_notebook VALUES (1, 1);
INSERT INTO submitted_assignment VALUES (1, 'mallory');
"""

pytestmark = [
    pytest.mark.confined,
    # nbformat mends the ids of such notebooks, and says so.
    pytest.mark.filterwarnings("ignore::nbformat.warnings.DuplicateCellId"),
    pytest.mark.filterwarnings("ignore::nbformat.warnings.MissingIDFieldWarning"),
]


def attack_params():
    return [pytest.param(p, id=f"{p.parent.name}-{p.stem}") for p in attack_files(ATTACKS)]


# --- the suite itself ------------------------------------------------------------------


def test_there_are_enough_attacks_of_each_group():
    attacks = [read_attack(path) for path in attack_files(ATTACKS)]
    assert len(attacks) >= 150
    for group in GROUPS:
        assert len([attack for attack in attacks if attack.group == group]) >= 10, group
    files = {path for path in ATTACKS.rglob("*") if path.is_file()}
    assert files == {*attack_files(ATTACKS), ATTACKS / f"{LESSON}.ipynb"}


# --- the scene -------------------------------------------------------------------------


class Here(Executor):
    """Grades in this process, where the next submission is graded as well."""

    jobs = 1

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def write(folder, data):
    path = folder / LESSON / f"{LESSON}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return path


def children():
    return set(psutil.Process().children(recursive=True))


@dataclass(frozen=True)
class Scene:
    """A class folder with secrets, and a process of the instructor's beside it."""

    course: Path
    secret: str
    places: dict[str, str]
    bystander: subprocess.Popen

    def hand_in(self, data):
        return write(self.course / "submitted" / "mallory", data)

    def everything(self):
        """Return all that must be the same afterwards."""
        library = REPOSITORY / "lib"
        return {
            "class": {p: contents(p) for p in sorted(self.course.rglob("*"))},
            "library": {p: p.stat().st_mtime_ns for p in sorted(library.rglob("*.py"))},
            "left behind": sorted(self.left_behind()),
            "open files": len(os.listdir("/proc/self/fd")),
        }

    def left_behind(self):
        folders = ("/", "/tmp", "/var/tmp", "/dev/shm", Path.home(), Path.cwd(), REPOSITORY)
        for folder in (*folders, *sys.path):
            if os.path.isdir(folder):
                yield from (e.path for e in os.scandir(folder) if self.places["PWNED"] in e.name)


def contents(path):
    if path.is_symlink() or not path.is_file():
        return os.lstat(path).st_mode
    return path.read_bytes()


@pytest.fixture(scope="module", autouse=True)
def orphans_come_here():
    """Make a process whose parent has died a child of this one: none gets lost."""
    libc = ctypes.CDLL(None)
    libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    yield
    libc.prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)


@pytest.fixture
def scene(tmp_path, monkeypatch):
    token = secrets.token_hex(8)
    course = tmp_path / "course"
    for place in ("source", "submitted/ada", "autograded/ada"):
        write(course / place, f"canary-{place.partition('/')[0]}-{token}".encode())
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as book:
        book.executescript(GRADES)
        book.execute("INSERT INTO grade VALUES (?, 1)", [f"canary-gradebook-{token}"])
        book.commit()
    (course / "nbgrader_config.py").write_text("")
    monkeypatch.setenv("GRADER_PASSWORD", f"canary-environment-{token}")
    wait = [sys.executable, "-S", "-c", "import time; time.sleep(600)"]
    bystander = subprocess.Popen([*wait, f"canary-arguments-{token}"])
    places = {"COURSE": str(course), "REPOSITORY": str(REPOSITORY), "PWNED": f"pwned-{token}"}
    yield Scene(course, f"canary-hidden-{token}", places, bystander)
    bystander.kill()
    bystander.wait()


@pytest.fixture(scope="module")
def workers():
    with Workers(1) as workers:
        yield workers


@pytest.fixture(scope="module")
def honest(workers):
    """An honest submission: what `grade_submission` is called with, and what it gives."""
    source = target(ATTACKS)
    lesson = Lesson.from_notebook(LESSON, source)
    call = lesson, "zoe", nbformat.writes(ordinary(source)).encode()
    alone = grade_submission(*call, limits=PATIENT)
    # What is made once, such as the filter and the worker's process, is made by now.
    assert workers.submit(grade_submission, *call, limits=PATIENT).result() == alone
    return call, alone


# --- what is shown and kept ------------------------------------------------------------


def told(result):
    """Return what the instructor reads of a submission."""
    lost = [check.message for check in result.checks if not check.score]
    return "\n".join([result.reason, *result.notes, *lost])


def produced(result):
    """Return the texts that the student's side had a hand in."""
    texts = [told(result), *result.answers.values()]
    for one in (*result.checks, *result.cells):
        texts += [one.stdout, getattr(one, "message", ""), getattr(one, "error", "")]
    for cell in nbformat.reads(result.notebook, as_version=4).cells:
        graded = cell.metadata.get("nbgrader", {}).get("grade")
        texts += [str(cell.get("outputs")), "" if graded else cell.source]
    return texts


def test_an_honest_class_gets_all_points(honest):
    _, result = honest
    assert (result.score, result.max_score) == (2 * HONEST_POINTS, 2 * HONEST_POINTS)
    assert told(result) == "\n" * told(result).count("\n")


@pytest.mark.parametrize("path", attack_params())
def test_it_gains_nothing_reaches_nothing_and_is_told_truly(path, scene, workers, honest):
    attack = read_attack(path)
    source = target(ATTACKS, check=attack.check, secret=scene.secret)
    lesson = Lesson.from_notebook(LESSON, source)
    file = scene.hand_in(hostile(attack, source, scene.places))
    limits = QUICK if "ran longer" in attack.reason else PATIENT
    call, alone = honest
    before, processes = scene.everything(), children()

    beside = workers.submit(grade_submission, *call, limits=PATIENT)
    (result,) = grade_all(lesson, [("mallory", file)], executor=Here(), limits=limits)
    after = grade_submission(*call, limits=PATIENT)
    assert beside.result() == after == alone  # leaves others alone

    # Gains nothing.
    wrong, right = result.checks
    assert (wrong.score, wrong.max_score) == (0, HONEST_POINTS)
    assert right.score == HONEST_POINTS - attack.costs, right
    assert wrong.status in ("incorrect", "not attempted", "error")
    # Reaches nothing.
    assert scene.everything() == before
    # All are dead by now; whoever is to take note of it may need a moment.
    assert not psutil.wait_procs(children() - processes, timeout=10)[1]
    assert scene.bystander.poll() is None
    texts = produced(result)
    assert not [found for text in texts for found in CANARY.findall(text)]
    printed = [cell.stdout for cell in result.cells] + [check.stdout for check in result.checks]
    assert not [found for text in printed for found in HARM.findall(text)]
    # Is told truly, in texts and files of a sensible size.
    assert re.search(attack.reason, told(result)), told(result)
    assert all(len(one) <= MOST_TEXT for one in printed)
    nbformat.validate(nbformat.reads(result.notebook, as_version=4))


def test_a_class_of_confusing_files_is_graded_to_the_end(tmp_path):
    """Through the gradebook, the graded notebooks and the feedback, which one of them could stop."""
    source = target(ATTACKS)
    places = {"COURSE": str(tmp_path), "PWNED": "pwned"}
    expected = {"ada": 2 * HONEST_POINTS, "zoe": 2 * HONEST_POINTS}
    honest = nbformat.writes(ordinary(source)).encode()
    files = {"ada": honest, "zoe": honest}
    for attack in map(read_attack, attack_files(ATTACKS)):
        if attack.group == "confusing":
            files[attack.name] = hostile(attack, source, places)
            expected[attack.name] = HONEST_POINTS - attack.costs
    write(tmp_path / "source", nbformat.writes(source).encode())
    (tmp_path / "nbgrader_config.py").write_text((REPOSITORY / "nbgrader_config.py").read_text())
    for student, data in files.items():
        write(tmp_path / "submitted" / student, data)
    console = Console(file=io.StringIO(), width=250, color_system=None)
    code = grade_course(tmp_path, feedback=True, export=tmp_path / "marks.csv", console=console)
    shown = console.file.getvalue()
    assert code == 0, shown
    assert "No feedback" not in shown
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", "good_practices") as gradebook:
        submissions = gradebook.assignment_submissions(LESSON)
        assert {one.student.id: one.score for one in submissions} == expected
    pages = {path.parts[-3] for path in tmp_path.glob(f"feedback/*/{LESSON}/{LESSON}.html")}
    assert pages == set(expected)
    exported = csv.DictReader((tmp_path / "marks.csv").read_text().splitlines())
    assert {row["student_id"]: float(row["score"]) for row in exported} == expected
    assert not list(tmp_path.rglob("*pwned*"))
