"""A real Dask scheduler and real worker processes."""

import concurrent.futures
import re
import signal
import subprocess
import sys
import time

import nbformat
import psutil
import pytest

from coursework import grade
from coursework.bank import compose
from coursework.cluster import Cluster
from coursework.course import grade_course
from coursework.grade import CourseError, grade_all, grade_submission
from coursework.judge import sandbox

pytestmark = pytest.mark.kernel
NAME = "90_small"
RIGHT = "def double(x):\n    return 2 * np.asarray(x)"
WAITS = "import time\ntime.sleep(0.5)\n"


def _start(*words, log):
    """Start a part of Dask, and return its process and the address that it prints."""
    command = [sys.executable, "-m", "distributed.cli." + words[0], *words[1:]]
    process = subprocess.Popen(command, stdout=log.open("wb"), stderr=subprocess.STDOUT)
    late = time.monotonic() + 60
    while time.monotonic() < late and process.poll() is None:
        found = re.search(r"(?:Scheduler at|Registered to):\s+(tcp://\S+)", log.read_text())
        if found:
            return process, found[1]
        time.sleep(0.05)
    raise AssertionError(log.read_text())


@pytest.fixture
def cluster(tmp_path_factory):
    """Return the address of a scheduler with two workers, and the workers."""
    logs = tmp_path_factory.mktemp("dask")
    processes = []
    try:
        scheduler, address = _start(
            "dask_scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--no-dashboard",
            log=logs / "scheduler",
        )
        processes.append(scheduler)
        for number in range(2):
            options = ("--nthreads", "1", "--no-dashboard", "--no-nanny", "--local-directory")
            worker, _ = _start(
                "dask_worker", address, *options, str(logs), log=logs / f"worker{number}"
            )
            processes.append(worker)
        yield address, processes[1:]
    finally:
        for process in processes:
            process.kill()
            process.wait()


def _submissions(folder, release, count, prefix=""):
    found = []
    for number in range(count):
        answer = prefix + (RIGHT if number % 2 else RIGHT.replace("2", "3"))
        path = folder / f"student{number}" / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(compose(release, {"s90_double": answer}), path)
        found.append((f"student{number}", path))
    return found


def test_every_submission_is_graded_once_though_a_worker_is_killed(
    cluster, small, small_release, tmp_path
):
    address, workers = cluster
    found = _submissions(tmp_path, small_release, 12, WAITS)
    results = []
    with Cluster(address) as executor:
        assert executor.jobs == 2
        for result in grade_all(small, found, executor=executor, confined=sandbox.available()):
            results.append(result)
            if len(results) == 3:
                workers[0].send_signal(signal.SIGKILL)
    assert sorted(one.student for one in results) == sorted(student for student, _ in found)
    assert {one.student: one.score for one in results} == {
        f"student{number}": 2.0 * (number % 2) for number in range(12)
    }
    assert not any(one.reason for one in results)


def test_the_command_writes_the_same_marks_as_on_one_machine(cluster, small_course, small_release):
    _submissions(small_course / "submitted", small_release, 4)
    unconfined = not sandbox.available()
    files = []
    for scheduler in (cluster[0], None):
        marks = small_course / f"marks{len(files)}.csv"
        code = grade_course(
            small_course, unconfined=unconfined, scheduler=scheduler, force=True, export=marks
        )
        assert code == 0
        files.append(marks.read_text())
    assert files[0] == files[1]
    assert "student3" in files[0]


def test_no_scheduler_is_said(small_course, small_release, capsys):
    _submissions(small_course / "submitted", small_release, 1)
    assert grade_course(small_course, scheduler="tcp://127.0.0.1:9") == 2
    assert "No Dask scheduler answers at tcp://127.0.0.1:9" in capsys.readouterr().out


def test_a_worker_of_another_version_is_refused(small, small_release, tmp_path, monkeypatch):
    found = _submissions(tmp_path, small_release, 1)
    unconfined = not sandbox.available()
    with concurrent.futures.ThreadPoolExecutor(1) as executor:
        monkeypatch.setattr(grade, "grade_submission", _of_another_version)
        with pytest.raises(CourseError, match="another version of this course"):
            list(grade_all(small, found, executor=executor, confined=not unconfined))


def _of_another_version(*args, **options):
    from dataclasses import replace

    return replace(grade_submission(*args, **options), digest="of another version")


def test_a_check_that_is_kept_busy_is_stopped_in_any_thread(small, small_source, small_release):
    """Workers judge in a thread, where no signal reaches a check."""
    from coursework.judge.judge import Limits
    from coursework.lesson import Lesson

    check = "with exercise('90.1 Double'):\n    while double(1) is not None: pass"
    lesson = Lesson.from_notebook(NAME, compose(small_source, {"s90_double_check": check}))
    data = nbformat.writes(compose(small_release, {"s90_double": RIGHT})).encode()
    busy = check.replace("double(1) is not None", "True")
    endless = Lesson.from_notebook(NAME, compose(small_source, {"s90_double_check": busy}))
    options = {"limits": Limits(call_seconds=0.4), "confined": sandbox.available()}
    with concurrent.futures.ThreadPoolExecutor(1) as executor:
        for one in (lesson, endless):
            result = executor.submit(grade_submission, one, "ada", data, **options).result()
            assert result.checks[0].message == "Your code kept the check busy for too long."
        again = executor.submit(grade_submission, small, "ada", data, confined=options["confined"])
        assert again.result().score == 2.0
    assert not [child for child in psutil.Process().children() if child.name() == "bwrap"]
