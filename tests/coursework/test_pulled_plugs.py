"""Runs that are killed, a disk that is full, a database that somebody else has locked.

After the next run every submission is graded once, no file is half-written, and a mark that a
person gave stands.
"""

import contextlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import nbformat
import psutil
import pytest
from nbgrader.api import Gradebook

from coursework.bank import compose
from coursework.course import grade_course
from coursework.judge import sandbox

pytestmark = pytest.mark.kernel
NAME = "90_small"
RIGHT = "def double(x):\n    return 2 * np.asarray(x)"
STUDENTS = {"ada": 2.0, "bob": 0.0, "eve": 2.0, "tim": 0.0}
KILLS = 50  # of first runs, and as many of runs that grade again

# One process imports everything; it forks a run for each line that it reads, and says its pid.
# A thread grades in place of other processes: so each run begins to write at once.
DRIVER = """
import concurrent.futures, contextlib, os, sys
from coursework import course, gradebook
course.Workers = lambda jobs: concurrent.futures.ThreadPoolExecutor(1)
print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if not child:
        with open(os.devnull, "w") as null, contextlib.redirect_stdout(null):
            code = course.grade_course({root!r}, unconfined={unconfined}, force={force})
        os._exit(code)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture
def hand_in(small_course, small_release):
    """Return a function that hands in a student's answer."""

    def write(student, answer):
        path = small_course / "submitted" / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(compose(small_release, {"s90_double": answer, "s90_why": "So."}), path)

    return write


@pytest.fixture
def course(small_course, hand_in):
    for student, points in STUDENTS.items():
        hand_in(student, RIGHT if points else RIGHT.replace("2", "3"))
    return small_course


def _grade(course, **options):
    return grade_course(course, unconfined=not sandbox.available(), jobs=1, **options)


def _give_by_hand(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "good_practices") as gradebook:
        gradebook.find_grade("s90_why", NAME, NAME, "ada").manual_score = 2.5
        gradebook.db.commit()


def _assert_all_is_whole(course):
    for path in (course / "autograded").rglob("*.ipynb"):
        if not path.name.startswith("."):
            nbformat.validate(nbformat.read(path, as_version=4))
    for path in (course / "autograded").rglob("grading.json"):
        json.loads(path.read_text())
    # As the next run will, this undoes what was not finished.
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
        name = "select count(*) from sqlite_master where name = 'grade'"
        if database.execute(name).fetchone()[0]:
            scores = database.execute(
                "select auto_score, manual_score from grade, base_cell "
                "where cell_id = base_cell.id and name = 's90_double_check'"
            ).fetchall()
            assert all(auto in (None, 0.0, 2.0) and by_hand is None for auto, by_hand in scores)


def _assert_all_is_graded(course):
    assert not list(course.rglob(".*.tmp"))
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "good_practices") as gradebook:
        submissions = gradebook.assignment_submissions(NAME)
        assert sorted(one.student.id for one in submissions) == sorted(STUDENTS)
        for student, points in STUDENTS.items():
            grade = gradebook.find_grade("s90_double_check", NAME, NAME, student)
            assert grade.auto_score == points
    for student in STUDENTS:
        folder = course / "autograded" / student / NAME
        assert sorted(path.name for path in folder.iterdir()) == [f"{NAME}.ipynb", "grading.json"]


@pytest.mark.parametrize("force", [False, True], ids=["first", "again"])
def test_a_run_that_is_killed_at_any_moment(course, force, capsys):
    if force:
        assert _grade(course) == 0
        _give_by_hand(course)
    code = DRIVER.format(root=str(course), unconfined=not sandbox.available(), force=force)
    chance = random.Random(force)
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as driver:
        assert driver.stdout.readline() == "ready\n"

        def run(seconds):
            driver.stdin.write("\n")
            driver.stdin.flush()
            pid = int(driver.stdout.readline())
            started = time.monotonic()
            while time.monotonic() - started < seconds and psutil.pid_exists(pid):
                time.sleep(0.001)
            with contextlib.suppress(ProcessLookupError):  # it may end right now
                os.kill(pid, signal.SIGKILL)
            return int(driver.stdout.readline()), time.monotonic() - started

        code, whole = run(60)
        assert code == 0
        killed = 0
        while killed < KILLS:
            anew = not force and (code == 0 or killed % 5 == 0)
            if anew:
                shutil.rmtree(course / "autograded", ignore_errors=True)
                (course / "gradebook.db").unlink(missing_ok=True)
            code, seconds = run(chance.uniform(0, whole))
            assert code in (-signal.SIGKILL, 0)
            if code == 0 and (anew or force):  # faster than its plug: the next is pulled sooner
                whole = min(whole, seconds)
            killed += code != 0
            if (course / "gradebook.db").exists():
                _assert_all_is_whole(course)
        driver.stdin.close()
    assert _grade(course) == 0
    _assert_all_is_graded(course)
    if force:
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "good_practices") as gradebook:
            assert gradebook.find_grade("s90_why", NAME, NAME, "ada").manual_score == 2.5


def _command():
    options = [] if sandbox.available() else ["--unconfined"]
    return [sys.executable, "-c", "from coursework.cli import main; main()", "grade", *options]


def _with_children(process):
    one = psutil.Process(process.pid)
    return [one, *one.children(recursive=True)]


@pytest.mark.parametrize("seconds", [0.2, 0.8, 1.2, 1.6, 2.0])
def test_a_command_that_is_killed_leaves_no_process(course, seconds):
    with subprocess.Popen(_command(), cwd=course, stdout=subprocess.DEVNULL) as process:
        time.sleep(seconds)
        started = _with_children(process)
        process.kill()
    _, alive = psutil.wait_procs(started, timeout=20)
    assert not [one.cmdline() for one in alive]
    assert _grade(course) == 0
    _assert_all_is_graded(course)


def _hears(process, number):
    """Whether a process has a handler of its own for a signal that has none by itself."""
    (caught,) = (
        line.split()[1]
        for line in Path(f"/proc/{process.pid}/status").read_text().splitlines()
        if line.startswith("SigCgt")
    )
    return bool(int(caught, 16) >> (number - 1) & 1)


@pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
@pytest.mark.parametrize("seconds", [0, 0.2, 0.5, 1.0, 3.0])
@pytest.mark.parametrize(
    ("number", "times"), [(signal.SIGINT, 1), (signal.SIGINT, 2), (signal.SIGTERM, 1)]
)
def test_a_command_that_is_interrupted_says_one_line_and_ends(
    course, hand_in, tmp_path, number, times, seconds
):
    hand_in("ada", "while True: pass")
    with (
        open(tmp_path / "said.txt", "w+") as said,
        subprocess.Popen(
            _command(), cwd=course, stdout=said, stderr=said, start_new_session=True
        ) as process,
    ):
        while not _hears(process, signal.SIGTERM):
            assert process.poll() is None
            time.sleep(0.001)
        time.sleep(seconds)
        started = _with_children(process)
        with contextlib.suppress(ProcessLookupError):  # the first one may be enough
            for _ in range(times):
                os.killpg(process.pid, number)
        assert process.wait(timeout=20) == 128 + number
        _, alive = psutil.wait_procs(started, timeout=20)
        assert not [one.cmdline() for one in alive]
        said.seek(0)
        assert said.read() == (
            "Interrupted: what was graded is kept; run the same command again.\n"
        )
    hand_in("ada", RIGHT)
    assert _grade(course) == 0
    _assert_all_is_graded(course)


def test_a_database_that_another_writer_has_locked(course, capsys):
    assert _grade(course, students=["ada"]) == 0
    with sqlite3.connect(course / "gradebook.db") as writer:
        writer.execute("begin exclusive")
        assert _grade(course) == 2
        text = capsys.readouterr().out.replace("\n", " ")
        assert "locked" in text
        assert "Traceback" not in text
        writer.execute("rollback")
    assert _grade(course) == 0
    _assert_all_is_graded(course)


FULL = """
import os, shutil, sys
from pathlib import Path
from coursework.course import grade_course
here = Path("/full/course")
shutil.copytree({course!r}, here)
free = os.statvfs("/full").f_bavail * os.statvfs("/full").f_frsize
for left in {left}:
    (here / "filler").write_bytes(bytes(max(0, free - left)))
    print("code", grade_course(here, unconfined=True, jobs=1), flush=True)
    (here / "filler").unlink()
print("code", grade_course(here, unconfined=True, jobs=1), flush=True)
shutil.copytree(here, {result!r}, dirs_exist_ok=True)
"""


@pytest.mark.confined
def test_a_disk_that_is_full(course, tmp_path_factory):
    """In a sandbox, since it can have a disk of any size."""
    if not sandbox.available():
        if os.environ.get("CI"):
            pytest.fail("bubblewrap is missing, and CI must not skip this test")
        pytest.skip("bubblewrap is missing")
    result = tmp_path_factory.mktemp("result")
    script = FULL.format(
        course=str(course), result=str(result), left=[0, 20_000, 150_000, 190_000]
    )
    disk = ["--dev-bind", "/", "/", "--size", str(4 << 20), "--tmpfs", "/full"]
    done = subprocess.run(
        ["bwrap", *disk, sys.executable, "-c", textwrap.dedent(script)],
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert "Traceback" not in done.stderr, done.stderr
    codes = [line for line in done.stdout.splitlines() if line.startswith("code")]
    assert codes[0] == "code 2", done.stdout
    assert codes[-1] == "code 0", done.stdout
    words = done.stdout.replace("\n", " ")
    assert "full" in words.lower() or "No space left" in words
    _assert_all_is_graded(Path(result))
