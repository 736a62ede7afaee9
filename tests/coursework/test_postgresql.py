"""The gradebook on a real PostgreSQL server, started for these tests."""

import contextlib
import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from sqlalchemy import create_engine, text

from coursework.bank import compose
from coursework.course import grade_course
from coursework.judge import sandbox

pytestmark = pytest.mark.kernel
NAME = "90_small"
RIGHT = "def double(x):\n    return 2 * np.asarray(x)"


def _binaries():
    """Return the folder of PostgreSQL's programs; Debian keeps them off the path."""
    found = shutil.which("pg_ctl")
    real = Path(os.path.realpath(found)).parent if found else None
    folders = [real] if real and (real / "initdb").exists() else []
    return next(iter([*folders, *sorted(Path("/usr/lib/postgresql").glob("*/bin"))]), None)


@pytest.fixture(scope="module")
def server():
    """Return the URL of a server that takes connections on this machine alone."""
    binaries = _binaries()
    if binaries is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is missing, and CI must not skip these tests")
        pytest.skip("PostgreSQL is missing")
    user = "postgres" if os.getuid() == 0 else getpass.getuser()  # it refuses to run as root
    # Not below pytest's folder, which nobody else may enter.
    folder = Path(tempfile.mkdtemp(prefix="postgresql-"))
    if os.getuid() == 0:
        shutil.chown(folder, user)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(*words):
        switch = {"user": user} if os.getuid() == 0 else {}
        command = [str(binaries / words[0]), *words[1:]]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, **switch)
        assert done.returncode == 0, done.stdout + done.stderr

    data = str(folder / "data")
    run("initdb", "-D", data, "-A", "trust", "-U", "course", "--no-sync", "-E", "UTF8")
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    run("pg_ctl", "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")
    try:
        yield f"postgresql+psycopg://course@127.0.0.1:{port}"
    finally:
        run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder)


@pytest.fixture
def database(server, request):
    """Return the URL of an empty database."""
    name = f"gradebook_{abs(hash(request.node.name))}"
    with contextlib.closing(create_engine(f"{server}/postgres").connect()) as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        connection.execute(text(f"create database {name}"))
    return f"{server}/{name}"


@pytest.fixture
def course(small_course, small_release):
    for student, answer in (("ada", RIGHT), ("eve", RIGHT.replace("2", "3")), ("ñandú", RIGHT)):
        path = small_course / "submitted" / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(compose(small_release, {"s90_double": answer, "s90_why": "So."}), path)
    return small_course


def _grade(course, database, **options):
    options = {"unconfined": not sandbox.available(), "db_url": database, **options}
    return grade_course(course, **options)


def test_marks_are_the_same_as_in_sqlite(course, database):
    for url, name in ((database, "there.csv"), (None, "here.csv")):
        assert _grade(course, url, export=course / name, force=True, feedback=True) == 0
    assert (course / "there.csv").read_text() == (course / "here.csv").read_text()
    assert "ñandú" in (course / "there.csv").read_text()


def test_a_mark_given_by_hand_stays_and_nothing_is_graded_twice(course, database, capsys):
    assert _grade(course, database) == 0
    with Gradebook(database, "good_practices") as gradebook:
        gradebook.find_grade("s90_why", NAME, NAME, "ada").manual_score = 2.0
        gradebook.db.commit()
    assert _grade(course, database) == 0
    assert "0 submissions graded" in capsys.readouterr().out
    assert _grade(course, database, force=True) == 0
    with Gradebook(database, "good_practices") as gradebook:
        assert gradebook.find_grade("s90_why", NAME, NAME, "ada").manual_score == 2.0
        assert gradebook.find_submission(NAME, "ada").score == 4.0


def test_a_database_that_does_not_answer_is_no_traceback(course, capsys):
    assert _grade(course, "postgresql+psycopg://course@127.0.0.1:9/none") == 2
    assert "cannot be opened" in capsys.readouterr().out
