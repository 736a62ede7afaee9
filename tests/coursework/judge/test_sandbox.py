"""What a student's process sees and may do, seen from inside and from outside."""

import json
import os
import sys
import tempfile
import time
from pathlib import Path

import psutil
import pytest

import coursework
from coursework.judge import sandbox
from coursework.judge.sandbox import Limits, Sandbox
from coursework.judge.session import Session

pytestmark = pytest.mark.confined
REPOSITORY = str(Path(coursework.__file__).parents[2])

LOOK = """
import ctypes, json, os, resource, socket, sys
def tried(act):
    try:
        act()
        return "done"
    except Exception as error:
        return type(error).__name__
libc = ctypes.CDLL(None, use_errno=True)
class Data(ctypes.Structure):
    _fields_ = [("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32),
                ("inheritable", ctypes.c_uint32)] * 1
header = (ctypes.c_uint32 * 2)(0x20080522, 0)
data = (ctypes.c_uint32 * 6)()
libc.capget(header, data)
print(json.dumps({
    "ids": [os.getuid(), os.getgid(), os.getpid()],
    "capabilities": list(data),
    "host": socket.gethostname(),
    "environment": sorted(os.environ),
    "root": sorted(os.listdir("/")),
    "devices": sorted(os.listdir("/dev")),
    "course": sorted(os.path.join(folder, name) for folder, _, names in os.walk("/course")
                     for name in names if name.endswith(".py")),
    "files": [fd for fd in range(3, 200) if os.path.isdir("/proc") or tried(lambda: os.fstat(fd)) == "done"],
    "limits": [resource.getrlimit(l)[1] for l in (resource.RLIMIT_AS, resource.RLIMIT_CPU,
               resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE, resource.RLIMIT_CORE)],
    "write": {place: tried(lambda: open(place + "/x", "w")) for place in ("/", "/course/lib", "/tmp", "/usr/lib")},
    "raise": tried(lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 40, 1 << 40))),
    "main": __name__,
}))
"""


PLENTY = Limits()


def start(limits=PLENTY, forbidden=()):
    """Return a session, and its sandbox, which ends it."""
    sandbox = Sandbox(limits, confined=True, modules=["goodpractice.metrics"])
    return Session(sandbox, forbidden, limits=limits, deadline=time.monotonic() + 30), sandbox


@pytest.fixture
def session():
    limits = Limits(memory_bytes=1 << 30, cpu_seconds=9, file_bytes=1 << 20, open_files=50)
    session, sandbox = start(limits)
    yield session
    sandbox.close()


def run(session, source):
    report = session.request("cell", "test", source)
    assert report["error"] is None, report["error"]
    return report["stdout"]


def test_from_inside_nothing_is_there_but_python(session):
    seen = json.loads(run(session, LOOK))
    assert seen["ids"][:2] == [65534, 65534]
    assert seen["ids"][2] < 10
    assert seen["capabilities"] == [0] * 6
    assert seen["host"] == "student"
    assert set(seen["environment"]) <= {*sandbox._environment("/tmp"), "PWD"}
    # Beside /tmp and /dev only what leads to the read-only libraries, wherever they lie.
    bound = {Path(word).parts[1] for word in sandbox._files() if word.startswith("/")}
    assert set(seen["root"]) <= bound | {"tmp", "dev"}
    assert not {"proc", "sys", "run", "boot"} & set(seen["root"])
    assert seen["devices"] == ["null", "random", "urandom", "zero"]
    folder = "/course/lib/coursework/judge"
    modules = ("channel", "codec", "forkserver", "host", "imports")
    assert seen["course"] == [f"{folder}/{name}.py" for name in modules]
    assert len(seen["files"]) == 1
    assert seen["limits"] == [1 << 30, 9, 1 << 20, 50, 0]
    assert seen["write"].pop("/tmp") == "done"
    assert set(seen["write"].values()) == {"OSError"}
    assert seen["raise"] == "ValueError"
    assert seen["main"] == "__main__"


def test_of_the_repository_only_python_packages_are_visible(session):
    source = f"""
    import os
    for folder, folders, files in os.walk({REPOSITORY!r}):
        folders[:] = [name for name in folders if name != "site-packages"]
        for name in files:
            print(os.path.join(folder, name))
    """
    import textwrap

    assert run(session, textwrap.dedent(source)) == ""


def test_threads_run_and_processes_do_not(session):
    source = """
import os, threading
seen = []
thread = threading.Thread(target=seen.append, args=(1,))
thread.start()
thread.join()
for start in (os.fork, lambda: os.execv("/usr/bin/env", ["env"]), lambda: os.posix_spawn("/x", ["x"], {})):
    try:
        start()
    except OSError as error:
        seen.append(type(error).__name__)
print(seen)
"""
    assert run(session, source) == "[1, 'PermissionError', 'PermissionError', 'PermissionError']\n"


def test_signals_and_limits_reach_no_other_process(session):
    source = """
import os, resource, signal
seen = []
for act in (
    lambda: os.kill(os.getppid(), signal.SIGKILL),
    lambda: os.kill(-1, signal.SIGKILL),
    lambda: resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (0, 0)),
    lambda: resource.prlimit(0, resource.RLIMIT_CORE),
):
    try:
        act()
        seen.append("done")
    except OSError as error:
        seen.append(type(error).__name__)
print(seen)
"""
    assert run(session, source) == f"{['PermissionError'] * 3 + ['done']}\n"


def test_all_files_together_are_limited(session):
    source = """
import os
written = 0
try:
    for number in range(100):
        with open(f"/tmp/{number}", "wb") as file:
            written += file.write(bytes(1 << 16))
except OSError as error:
    print(written <= 1 << 20, error.strerror)
"""
    assert run(session, source) == "True No space left on device\n"


def test_matplotlib_wakes_when_it_is_used(session):
    source = """
import sys
import matplotlib.pyplot as plt
from goodpractice.plotting import use_course_style
use_course_style()
print("matplotlib.figure" in sys.modules)
figure, ax = plt.subplots()
print("matplotlib.figure" in sys.modules, plt.rcParams["axes.axisbelow"], plt is sys.modules["matplotlib.pyplot"])
figure.savefig("/tmp/figure.png")
"""
    assert run(session, source) == "False\nTrue True True\n"


def test_closing_leaves_no_process_and_no_file():
    before = len(os.listdir("/proc/self/fd")), psutil.Process().children(recursive=True)
    for _ in range(3):
        session, box = start()
        run(
            session,
            "import threading, time\nthreading.Thread(target=time.sleep, args=(99,)).start()",
        )
        inside = psutil.Process().children(recursive=True)
        assert len(inside) > len(before[1])
        box.close()
        box.close()
        # All are dead by now; who is to take note of it, bubblewrap or init, may need a moment.
        _, left = psutil.wait_procs([one for one in inside if one not in before[1]], timeout=10)
        assert not left
    Sandbox(Limits(), confined=True).close()  # before it has started
    start()[1].close()
    assert (len(os.listdir("/proc/self/fd")), psutil.Process().children(recursive=True)) == before


def test_a_sandbox_that_does_not_start_is_no_students_fault(monkeypatch):
    python = os.path.realpath(sys.executable)
    monkeypatch.setattr(sandbox, "_python", lambda *args: [python, "-c", "1 / 0"])
    session, box = start()
    with pytest.raises(sandbox.SandboxUnavailable, match="ZeroDivisionError"):
        session.request("names", [])
    box.close()


@pytest.mark.parametrize(
    ("platform", "found", "words"),
    [("darwin", "/bin/bwrap", "darwin"), ("linux", None, "bwrap was not found")],
)
def test_what_is_missing_is_named(monkeypatch, platform, found, words):
    monkeypatch.setattr(sandbox.sys, "platform", platform)
    monkeypatch.setattr(sandbox.shutil, "which", lambda name: found)
    assert words in sandbox._obstacle.__wrapped__()


def test_libraries_that_lie_in_tmp_are_seen(monkeypatch):
    """The private /tmp must not hide them: people clone a course into /tmp, too."""
    known = sandbox._site_packages()
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        Path(folder, "lies_in_tmp.py").write_text("answer = 42\n")
        monkeypatch.setattr(sandbox, "_site_packages", lambda: [*known, folder])
        sandbox._files.cache_clear()
        try:
            limits = Limits(memory_bytes=1 << 30)
            session, box = start(limits)
            printed = run(session, "import lies_in_tmp\nprint(lies_in_tmp.answer)")
            box.close()
        finally:
            sandbox._files.cache_clear()
    assert printed == "42\n"


def test_one_sandbox_makes_one_process_after_the_other():
    session, box = start(forbidden=["goodpractice.metrics.accuracy_score"])
    look = "import os, goodpractice.metrics as m\nprint(os.getpid(), m.accuracy_score.__code__.co_names)"
    first = run(session, look)
    assert "_refuse" in first
    assert session.close()
    session = Session(box, limits=PLENTY, deadline=time.monotonic() + 30)
    second = run(session, look)
    assert "_refuse" not in second
    assert first.split()[0] != second.split()[0]
    box.close()


def test_a_process_that_does_not_end_by_itself_is_killed():
    session, box = start()
    run(session, "import threading, time\nthreading.Thread(target=time.sleep, args=(99,)).start()")
    assert session.close()
    assert Session(box, limits=PLENTY, deadline=time.monotonic() + 30).close()
    box.close()


def test_nothing_of_the_library_lies_on_a_disk(session):
    source = """
import os, sys
import goodpractice.metrics
print(os.path.exists(goodpractice.metrics.__file__), goodpractice.metrics.__file__)
print([name for finder in sys.meta_path for name in getattr(finder, "_modules", []) if "metrics" in name])
"""
    assert run(session, source) == "False /course/lib/goodpractice/metrics.py\n[]\n"


def test_a_fork_server_that_was_not_heard_to_the_end_is_asked_no_more(monkeypatch):
    limits = Limits()
    box = Sandbox(limits, confined=True)
    try:
        first = Session(box, limits=limits, deadline=time.monotonic() + 30)
        assert run(first, "print(1)") == "1\n"

        class Alarm(BaseException):
            """What the judge raises when a check takes too long."""

        def interrupted(length):
            raise Alarm

        monkeypatch.setattr(box, "_hear", interrupted)
        with pytest.raises(Alarm):
            first._process.ending()
        assert box.left == 0
        assert first.close() is False  # nothing may start beside it
    finally:
        box.close()
