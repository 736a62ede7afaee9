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
from coursework.judge.sandbox import Limits
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
                     for name in names if name.endswith(".py") and "goodpractice" not in folder),
    "files": [fd for fd in range(3, 200) if os.path.isdir("/proc") or tried(lambda: os.fstat(fd)) == "done"],
    "limits": [resource.getrlimit(l)[1] for l in (resource.RLIMIT_AS, resource.RLIMIT_CPU,
               resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE, resource.RLIMIT_CORE)],
    "write": {place: tried(lambda: open(place + "/x", "w")) for place in ("/", "/course/lib", "/tmp", "/usr/lib")},
    "raise": tried(lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 40, 1 << 40))),
    "main": __name__,
}))
"""


@pytest.fixture
def session():
    limits = Limits(memory_bytes=1 << 30, cpu_seconds=9, file_bytes=1 << 20, open_files=50)
    session = Session(limits, confined=True, deadline=time.monotonic() + 30)
    yield session
    session.close()


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
    assert seen["course"] == [f"{folder}/codec.py", f"{folder}/host.py"]
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
        session = Session(Limits(), confined=True, deadline=time.monotonic() + 30)
        run(
            session,
            "import threading, time\nthreading.Thread(target=time.sleep, args=(99,)).start()",
        )
        inside = psutil.Process().children(recursive=True)
        assert len(inside) > len(before[1])
        session.close()
        session.close()
        # All are dead by now; who is to take note of it, bubblewrap or init, may need a moment.
        _, left = psutil.wait_procs([one for one in inside if one not in before[1]], timeout=10)
        assert not left
    session = Session(Limits(), confined=True, deadline=time.monotonic() + 30)
    session.close()  # before it has started
    assert (len(os.listdir("/proc/self/fd")), psutil.Process().children(recursive=True)) == before


def test_a_sandbox_that_does_not_start_is_no_students_fault(monkeypatch):
    monkeypatch.setattr(sandbox, "_python", lambda *args: [sys.executable, "-c", "1 / 0"])
    session = Session(Limits(), confined=True, deadline=time.monotonic() + 30)
    with pytest.raises(sandbox.SandboxUnavailable, match="no student's fault"):
        session.request("names", [])


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
            session = Session(limits, confined=True, deadline=time.monotonic() + 30)
            printed = run(session, "import lies_in_tmp\nprint(lies_in_tmp.answer)")
            session.close()
        finally:
            sandbox._files.cache_clear()
    assert printed == "42\n"
