"""What a student's process sees and may do, seen from inside and from outside."""

import ctypes
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

import psutil
import pyseccomp
import pytest

import coursework
from coursework.judge import sandbox
from coursework.judge.sandbox import Limits, Sandbox
from coursework.judge.session import Session, StudentStopped

pytestmark = pytest.mark.confined
REPOSITORY = str(Path(coursework.__file__).parents[2])

LOOK = """
import json, os, resource, socket
def tried(act):
    try:
        act()
        return "done"
    except Exception as error:
        return type(error).__name__
print(json.dumps({
    "ids": [os.getuid(), os.getgid(), os.getpid()],
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
    assert run(session, textwrap.dedent(source)) == ""


def student_process():
    """Return the process at the end of the line: bubblewrap, its first, the fork server, a student's."""
    one = psutil.Process()
    while children := [child for child in one.children() if lives(child)]:
        one = children[-1]
    return one


def lives(process):
    """Whether a process is more than a name that nobody took note of yet."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def status(process):
    """Return what the kernel says of a process, by name."""
    text = Path(f"/proc/{process.pid}/status").read_text()
    return {
        name: value.strip() for name, _, value in (li.partition(":") for li in text.splitlines())
    }


def test_from_outside_every_namespace_is_another_one_and_no_right_is_left(session):
    run(session, "print(1)")
    student = student_process()
    assert student.num_threads() == 1
    for kind in ("user", "pid", "net", "mnt", "ipc", "uts", "cgroup"):
        theirs, own = (os.readlink(f"/proc/{pid}/ns/{kind}") for pid in (student.pid, os.getpid()))
        assert theirs.startswith(f"{kind}:[")
        assert theirs != own
    seen = status(student)
    # Where root grades, a limit on processes would not hold for root.
    assert "0" not in seen["Uid"].split() + seen["Gid"].split() + seen["Groups"].split()
    for kind in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        assert int(seen[kind], 16) == 0, kind
    assert seen["NoNewPrivs"] == "1"
    assert seen["Seccomp"] == "2"
    assert int(seen["Seccomp_filters"]) >= 2 + int(status(psutil.Process())["Seccomp_filters"])
    # Its number in its own namespaces too, and it is one of few there.
    assert int(seen["NSpid"].split()[-1]) < 10


CALL = """
import ctypes, errno, json
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
def ask(number, *args):
    ctypes.set_errno(0)
    words = [ctypes.c_ulong(arg & (1 << 64) - 1) for arg in args]
    result = libc.syscall(ctypes.c_long(number), *words)
    return "done" if result != -1 else errno.errorcode[ctypes.get_errno()]
"""
THREAD, NEWUSER, NEWNS, SIGCHLD = 0x10000, 0x10000000, 0x20000, 17
# Arguments with which most of them would do something, or fail in another way than by refusal.
NEVER_NEEDED = {
    "processes": ["fork", "vfork", ("clone", SIGCHLD), ("clone", 0), ("clone", NEWUSER | SIGCHLD)],
    "threads elsewhere": [("clone", THREAD | NEWUSER), ("clone", THREAD | NEWNS), "clone3"],
    "programs": ["execve", ("execveat", -100, 0, 0, 0, 0), ("memfd_create", 0, 0), "memfd_secret"],
    "others' memory": ["ptrace", "process_vm_readv", "process_vm_writev", "process_madvise"],
    "other processes": [
        *("kcmp", ("pidfd_open", 1, 0), "pidfd_getfd", "pidfd_send_signal", ("kill", 1, 0)),
        *("tkill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", ("prlimit64", 1, 0, 0, 0)),
        *("process_mrelease", "migrate_pages", "move_pages", "get_robust_list", "setpgid"),
    ],
    "mounts": [
        *("mount", "umount2", "pivot_root", "chroot", "move_mount", ("open_tree", -100, 0, 0)),
        *("fsopen", "fsmount", "fsconfig", "fspick", "mount_setattr", "mknod", "mknodat"),
        *("statmount", "listmount", "open_tree_attr"),
    ],
    "namespaces": [("unshare", NEWUSER), ("unshare", 0), ("setns", -1, 0)],
    "keys": ["keyctl", "add_key", "request_key"],
    "programs in the kernel": [
        "bpf",
        ("seccomp", 0, 0, 0),
        ("seccomp", 1, 0, 0),
        ("prctl", 22, 2),
    ],
    "windows into the kernel": ["perf_event_open", "userfaultfd", "lookup_dcookie", "syslog"],
    "other queues": [
        "io_uring_setup",
        "io_uring_enter",
        "io_uring_register",
        "io_setup",
        "io_submit",
    ],
    "modules": ["init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load"],
    "the machine": [
        *("reboot", "swapon", "swapoff", "acct", "quotactl", "quotactl_fd", "sethostname"),
        *(
            "setdomainname",
            "settimeofday",
            "clock_settime",
            "adjtimex",
            "clock_adjtime",
            "vhangup",
        ),
        *("iopl", "ioperm", "modify_ldt", ("personality", 0xFFFFFFFF), ("personality", 0x40000)),
        *("sync", "mlock", "mlockall", "sched_setaffinity", "sched_setscheduler", "ioprio_set"),
    ],
    "files by number": ["name_to_handle_at", "open_by_handle_at"],
    "events": ["fanotify_init", "inotify_init", "inotify_init1", "signalfd4", "timerfd_create"],
    "pages by pipe": ["vmsplice", "splice", "tee"],
    "sockets": [
        *(
            ("socket", family, kind, 0)
            for family in (1, 2, 10, 16, 17, 38, 40)
            for kind in (1, 2, 3)
        ),
        *(("socketpair", 1, 1, 0, 0), "connect", "bind", "listen", "accept", "accept4", "sendto"),
        *("sendmsg", "sendmmsg", "recvfrom", "recvmsg", "recvmmsg"),
    ],
    "memory and queues of all": ["shmget", "shmat", "semget", "msgget", "mq_open", "timer_create"],
    "identities": ["setuid", "setgid", "setresuid", "setgroups", "capset", "setsid"],
    "commands": [
        *(("fcntl", 1, command, 0) for command in (8, 10, 15, 1024, 1026, 1031)),
        *(
            ("ioctl", 1, command, 0)
            for command in (0x5412, 0x8901, 0x8902, 0x541C, 0x5401 | 1 << 32)
        ),
        *(("prctl", option, 1) for option in (1, 4, 23, 26, 36, 38, 47, 59, 0x59616D61)),
    ],
}


def number_of(name):
    return pyseccomp.resolve_syscall(pyseccomp.system_arch(), name)


@pytest.mark.parametrize("group", NEVER_NEEDED)
def test_what_no_answer_needs_is_refused(session, group):
    calls = [(one, 0, 0, 0, 0, 0, 0) if type(one) is str else one for one in NEVER_NEEDED[group]]
    # Not every processor, nor every version of the library that knows them, has each.
    known = [(number_of(name), *args) for name, *args in calls if number_of(name) >= 0]
    assert known
    answers = json.loads(run(session, f"{CALL}print(json.dumps([ask(*one) for one in {known}]))"))
    assert not [
        one for one in zip(known, answers, strict=True) if one[1] not in ("EPERM", "ENOSYS")
    ]


@pytest.mark.parametrize(
    "name", ["fork", "execve", "ptrace", "mount", "socket", "bpf", "keyctl", "kill", "seccomp"]
)
def test_a_refusal_is_one_that_python_knows(session, name):
    if number_of(name) >= 0:  # arm64 has no fork, for one
        answer = run(session, f"{CALL}print(ask({number_of(name)}, 0, 0, 0, 0, 0, 0))")
        assert answer == "EPERM\n"


# uretprobe and uprobe: the kernel lets them past every filter, and ends a process without probes.
PROBES = {335, 336} if platform.machine() == "x86_64" else set()


def test_no_number_that_is_not_allowed_does_anything(session):
    """Those too that no kernel has yet: the numbers of calls go on rising."""
    names = {*sandbox._ALLOWED.split(), *sandbox._ALLOWED_COMMANDS, "clone"}
    allowed = {number_of(name) for name in names} | PROBES
    others = [number for number in range(1024) if number not in allowed]
    source = f"print({{ask(one, 0, 0, 0, 0, 0, 0) for one in {others}}} - {{'EPERM', 'ENOSYS'}})"
    assert len(others) > 800
    assert run(session, CALL + source) == "set()\n"


# getpid() in the way of 32 bits, and by the number that x32 gives it.
OTHER_WAYS = {
    "x86_64": {"int 0x80": "b814000000cd80c3", "x32": "b8270000400f05c3"},
    "aarch64": {},
}
RUN_CODE = """
import ctypes, mmap
page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write(bytes.fromhex("CODE"))
address = ctypes.addressof(ctypes.c_char.from_buffer(page))
ctypes.CFUNCTYPE(ctypes.c_long)(address)()
"""


def test_calls_in_the_way_of_another_processor_end_the_process():
    for code in OTHER_WAYS[platform.machine()].values():
        session, box = start()
        # A kernel without 32 bits does not let it come so far.
        with pytest.raises(StudentStopped, match=r"ended by the signal (SIGSYS|SIGSEGV)"):
            run(session, RUN_CODE.replace("CODE", code))
        box.close()


NEEDED = """
import concurrent.futures, csv, decimal, fcntl, glob, gzip, io, json, logging, mmap, os, pathlib
import pickle, random, resource, secrets, select, shutil, signal, sqlite3, tarfile, tempfile
import threading, time, uuid, zipfile
import numpy as np

a = np.random.default_rng(0).random((300, 300))
np.linalg.svd(a @ a), np.linalg.solve(a, a), np.fft.fft2(a)
with concurrent.futures.ThreadPoolExecutor(8) as pool:
    assert len(list(pool.map(lambda n: (a @ a)[0, 0], range(32)))) == 32
timer = threading.Timer(0.01, print, ["later"])
timer.start()
timer.join()

os.chdir(tempfile.mkdtemp())
np.save("a.npy", a[:9]), np.savez_compressed("b.npz", a=a[:9]), np.savetxt("t", a[:3])
assert np.load("a.npy", mmap_mode="r+").shape == np.load("b.npz")["a"].shape
np.loadtxt("t"), a[:3].tofile("x"), np.fromfile("x")
np.memmap("m", mode="w+", shape=(99,))[:] = 1
pathlib.Path("q").write_text("x")
shutil.copy2("q", "q2"), shutil.move("q2", "q3"), os.symlink("q", "l"), os.link("q", "h")
shutil.copytree(".", "../copy"), shutil.rmtree("../copy"), os.chmod("q", 0o600), os.utime("q")
os.truncate("q3", 0), os.rename("q3", "q4"), os.remove("q4"), os.makedirs("d/e"), os.rmdir("d/e")
list(os.walk(".")), glob.glob("**/*", recursive=True), os.path.realpath("l"), os.access("q", 4)
os.statvfs("."), shutil.disk_usage("."), os.listdir("."), os.stat("q"), os.lstat("l")
with tempfile.TemporaryFile() as file, tempfile.NamedTemporaryFile() as named:
    file.write(b"abc"), file.flush(), os.fsync(file.fileno()), file.truncate(1), file.isatty()
    fcntl.flock(file, fcntl.LOCK_EX), fcntl.lockf(named, fcntl.LOCK_EX)
    os.pwrite(named.fileno(), b"abc", 1), os.pread(named.fileno(), 1, 1), os.dup(named.fileno())
    mmap.mmap(named.fileno(), 4).flush()
with gzip.open("g.gz", "w") as file:
    file.write(b"x")
with zipfile.ZipFile("z.zip", "w") as file:
    file.write("q")
with tarfile.open("t.tar", "w") as file:
    file.add("q")
base = sqlite3.connect("base.db")
base.execute("create table t(x)"), base.execute("insert into t values(1)"), base.commit(), base.close()

seen = []
signal.signal(signal.SIGALRM, lambda *_: seen.append(1))
signal.setitimer(signal.ITIMER_REAL, 0.01)
time.sleep(0.05)
assert seen == [1]
r, w = os.pipe()
os.write(w, b"1"), select.select([r], [], [], 1), select.poll().poll(0), select.epoll().poll(0)
os.set_blocking(r, False), os.get_inheritable(r), os.read(r, 1)
os.cpu_count(), os.getpid(), os.getppid(), os.getuid(), os.getgroups(), os.times(), os.uname()
os.sched_yield(), os.sched_getaffinity(0), os.getpriority(os.PRIO_PROCESS, 0), os.umask(0o22)
resource.getrusage(resource.RUSAGE_SELF), resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
secrets.token_hex(), uuid.uuid4(), random.SystemRandom().random(), os.urandom(4)
time.process_time(), time.thread_time(), time.perf_counter(), time.clock_getres(time.CLOCK_MONOTONIC)
multiplied = bytearray(50 << 20)
del multiplied

import matplotlib.pyplot as plt
figure, ax = plt.subplots()
ax.plot(a[0], label="one"), ax.set_title("é $x^2$"), ax.legend(), ax.imshow(a)
for kind in ("png", "svg", "pdf"):
    figure.savefig(f"f.{kind}")
"""


@pytest.mark.parametrize("threads", ["1", "4"])
def test_what_answers_need_works(monkeypatch, threads):
    environment = sandbox._environment("/tmp") | {"OPENBLAS_NUM_THREADS": threads}
    monkeypatch.setattr(sandbox, "_environment", lambda home: environment)
    session, box = start()
    assert run(session, NEEDED) == "later\n"
    run(session, "a @ a")  # who asks for a process, as matplotlib does, ends those of BLAS
    assert (student_process().num_threads() > 1) == (threads != "1")
    box.close()


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


TAKE = """
import mmap, os, threading, time
kept, refused = [], []
def take(one):
    try:
        kept.append(one())
    except (MemoryError, OSError, RuntimeError) as error:
        refused.append(type(error).__name__)
def together(one, number):
    threads = [threading.Thread(target=take, args=(one,)) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""
SOME = 100 << 20
LIMITED = {
    "memory of all threads": (f"together(lambda: bytearray({SOME}), 12)", 10, "MemoryError"),
    "shared memory": (f"together(lambda: mmap.mmap(-1, {SOME}), 12)", 10, "OSError"),
    "a file's size": (
        "file = os.open('/tmp/x', os.O_RDWR | os.O_CREAT)\n"
        "for size in (1 << 19, 1 << 21, 1 << 40): take(lambda: os.truncate('/tmp/x', size))",
        1,
        "OSError",
    ),
    "open files": ("for _ in range(60): take(lambda: os.open('/tmp', 0))", 48, "OSError"),
    "threads": (
        "threading.stack_size(1 << 16)\nstart = threading.Thread\n"
        "for _ in range(99): take(start(target=time.sleep, args=(99,), daemon=True).start)",
        63,
        "RuntimeError",
    ),
}


@pytest.mark.parametrize("name", LIMITED)
def test_each_limit_holds_from_inside(session, name):
    source, most, error = LIMITED[name]
    report = run(session, f"{TAKE}{source}\nprint(len(kept), *set(refused))")
    taken, *refused = report.split()
    assert 1 <= int(taken) <= most
    assert refused == [error]


def test_processor_time_is_that_of_all_threads():
    session, box = start(Limits(cpu_seconds=2, call_seconds=60))
    source = "import threading\ndef spin():\n    while True: sum(range(10**6))\n"
    source += "for _ in range(4): threading.Thread(target=spin, daemon=True).start()\nspin()"
    with pytest.raises(StudentStopped, match="used more processor time than it may"):
        run(session, source)
    box.close()


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


# A judge that is killed: at a moment of the birth of its sandbox, or while student code runs.
KILLED = """
import contextlib, os, signal, time
from coursework.judge import sandbox
from coursework.judge.session import Session, StudentStopped

def die(*args):
    os.kill(os.getpid(), signal.SIGKILL)

if not {switching}:
    sandbox._switching = lambda: ()
sandbox._switching()
begin, limits = sandbox._Birth.begin, sandbox.Limits()
match {moment!r}:
    case "started":
        sandbox._Birth.begin = die
    case "named":
        sandbox._Birth.begin = lambda birth: die(birth._close_theirs(), birth.first())
    case "mapped":
        sandbox.os.write = die
    case "born":
        sandbox._Birth.begin = lambda birth: die(begin(birth))
box = sandbox.Sandbox(limits, confined=True)
session = Session(box, limits=limits, deadline=time.monotonic() + 30)
with contextlib.suppress(StudentStopped):
    session.request("cell", "test", "while True: pass", seconds=0.2)
die()
"""


@pytest.fixture
def left_over():
    """Return a function that waits for all processes started since, and ends and names the rest.

    What a killed process leaves becomes this one's child.
    """
    prctl, subreaper = ctypes.CDLL(None).prctl, 36
    before = psutil.Process().children(recursive=True)

    def started():
        return [one for one in psutil.Process().children(recursive=True) if one not in before]

    def wait():
        end = time.monotonic() + 10
        while (found := started()) and time.monotonic() < end:
            psutil.wait_procs(found, timeout=1)
        names = [one.name() for one in found]
        while found := started():  # one that is killed may leave another
            for one in found:
                one.kill()
            psutil.wait_procs(found, timeout=1)
        return names

    prctl(subreaper, 1, 0, 0, 0)
    yield wait
    prctl(subreaper, 0, 0, 0, 0)


@pytest.mark.parametrize("switching", [True, False], ids=["switching", "plain"])
@pytest.mark.parametrize("moment", ["started", "named", "mapped", "born", "busy"])
def test_a_judge_that_is_killed_leaves_no_process(left_over, moment, switching):
    script = KILLED.format(moment=moment, switching=switching)
    assert subprocess.run([sys.executable, "-c", script]).returncode == -signal.SIGKILL
    assert not left_over()


def test_a_birth_that_fails_leaves_no_process(monkeypatch, left_over):
    def refuse(birth):
        birth.first()
        raise OSError

    monkeypatch.setattr(sandbox._Birth, "begin", refuse)
    Sandbox(Limits(), confined=True).close()
    assert not left_over()


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
        Path(folder).chmod(0o755)
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


@pytest.fixture
def anew(monkeypatch):
    """Have it found out again who a student's process can be, and forget that afterwards."""
    cached = (sandbox._switching, sandbox._files)
    for function in cached:
        function.cache_clear()
    yield
    monkeypatch.undo()
    for function in cached:
        function.cache_clear()


def test_where_nobody_else_can_read_the_libraries_root_confines_as_itself(
    monkeypatch, tmp_path, anew
):
    tmp_path.chmod(0o700)
    known = sandbox._site_packages()
    monkeypatch.setattr(sandbox, "_site_packages", lambda: [*known, str(tmp_path)])
    assert sandbox._switching() == ()
    session, box = start()
    assert run(session, "import os; print(os.getuid())") == "65534\n"
    assert set(status(student_process())["Uid"].split()) == {str(os.getuid())}
    box.close()


def test_root_that_may_not_map_others_confines_as_itself(monkeypatch, anew):
    monkeypatch.setattr(sandbox, "_MAP", "0 0 1\n1 1 1\nnonsense\n")
    assert sandbox._switching() == ()


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
