"""How a student's process is started, confined and ended.

On Linux, bubblewrap gives it namespaces of its own (user, pid, network, mount, ipc, host name),
a file system that holds Python and its libraries read-only and an empty /tmp, and two seccomp
filters made by pyseccomp; the process itself takes on resource limits before it runs any cell.
Where root grades, it is another user's process, outside the sandbox too.
Not confined, it is the same process with the same limits, without the rest.

In a sandbox, a fork server starts once and makes one student process after the other.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import importlib.util
import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

import goodpractice
from coursework.judge import channel, codec, forkserver, host, imports
from coursework.judge.channel import HEADER
from coursework.judge.library import compiled_modules

__all__ = [
    "Limits",
    "Sandbox",
    "SandboxLost",
    "SandboxUnavailable",
    "StudentProcess",
    "available",
    "require",
]

INSTALL = (
    "Confining student code needs bubblewrap and libseccomp on Linux. Install them (Debian, "
    "Ubuntu: `sudo apt install bubblewrap libseccomp2`; Fedora: `sudo dnf install bubblewrap "
    "libseccomp`), or pass --unconfined if you trust every submission."
)


class SandboxUnavailable(RuntimeError):
    """Student code cannot be confined on this machine; the text says what to do."""


class SandboxLost(BaseException):
    """The fork server of a sandbox is gone. No check may catch it: it is no fault of an answer.

    Student code that is confined cannot end the fork server: it may send no signals and has
    limits of its own. Somebody else did, or a machine that was short of memory.
    """


@dataclass(frozen=True)
class Limits:
    """What one submission may use.

    Attributes
    ----------
    memory_bytes : int
        Address space of the process.
    cpu_seconds : int
        Processor time of the process.
    wall_seconds : float
        Time for the whole submission, checks and restarts included.
    call_seconds : float
        Time for one cell or one call from a check.
    output_bytes : int
        How much of a cell's or a check's output is kept.
    file_bytes : int
        Size of one file, and of all files together.
    open_files, processes : int
        How many there may be at once. New processes are refused anyway when confined.
    """

    memory_bytes: int = 2 << 30
    cpu_seconds: int = 60
    wall_seconds: float = 60.0
    call_seconds: float = 10.0
    output_bytes: int = 20_000
    file_bytes: int = 64 << 20
    open_files: int = 64
    processes: int = 64


# --- is it there? ----------------------------------------------------------------------


def available() -> bool:
    """Return whether student code can be confined on this machine."""
    return not _obstacle()


def require() -> None:
    """Do nothing if student code can be confined.

    Raises
    ------
    SandboxUnavailable
        With what is missing, and how to install it.
    """
    obstacle = _obstacle()
    if obstacle:
        raise SandboxUnavailable(f"{obstacle} {INSTALL}")


_PROBE = ("--ro-bind", "/", "/", "--", "/bin/sh", "-c", "exit 0")


@functools.cache
def _obstacle() -> str:
    if sys.platform != "linux":
        return f"There is no bubblewrap for {sys.platform}."
    if shutil.which("bwrap") is None:
        return "The program bwrap was not found."
    try:
        _filters()
    except (ImportError, RuntimeError, OSError) as error:
        return f"The system-call filter cannot be made: {error}."
    probe = [*_isolation(), *_PROBE]
    done = subprocess.run(
        probe,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=30,
        start_new_session=True,
    )
    if done.returncode:
        return f"bubblewrap does not work here: {done.stderr.strip()[:300]}."
    return ""


# --- system calls ----------------------------------------------------------------------

# What nothing in a sandbox needs. Reading and writing on the socket are `read` and `write`.
_REFUSED = """
ptrace process_vm_readv process_vm_writev process_madvise kcmp pidfd_open
pidfd_getfd pidfd_send_signal mount umount umount2 pivot_root chroot move_mount
open_tree fsopen fsmount fsconfig fspick mount_setattr unshare setns mknod mknodat
name_to_handle_at open_by_handle_at quotactl keyctl add_key request_key bpf
userfaultfd perf_event_open io_uring_setup io_uring_enter io_uring_register io_setup
io_submit fanotify_init inotify_init inotify_init1 memfd_create memfd_secret
kexec_load kexec_file_load init_module finit_module delete_module reboot swapon
swapoff acct syslog settimeofday clock_settime adjtimex clock_adjtime iopl ioperm
modify_ldt personality lookup_dcookie sethostname setdomainname vhangup shmget shmat
semget msgget mq_open socket socketpair connect bind listen accept accept4 sendto
sendmsg sendmmsg recvfrom recvmsg recvmmsg
"""
# What the fork server needs and no answer does: to start others, and to send them signals. And
# what would slow it down.
_REFUSED_LATER = """
fork vfork execve execveat kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo seccomp
setpriority ioprio_set sched_setscheduler sched_setparam sched_setattr sched_setaffinity
setxattr lsetxattr fsetxattr
"""
# All that an answer may ask of the kernel, on processors of 64 bits. The rest does not exist for
# it, and neither does what later kernels will have.
_ALLOWED = """
read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 lseek
open openat creat close close_range dup dup2 dup3 pipe pipe2 sendfile copy_file_range
stat fstat lstat newfstatat fstatat64 statx statfs fstatfs access faccessat faccessat2
readlink readlinkat getdents getdents64 getcwd chdir fchdir
truncate ftruncate fallocate fadvise64 readahead fsync fdatasync flock umask
mkdir mkdirat rmdir unlink unlinkat rename renameat renameat2 link linkat symlink symlinkat
chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes utimensat futimesat
listxattr llistxattr flistxattr getxattr lgetxattr fgetxattr
poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait
epoll_pwait2 eventfd eventfd2
mmap munmap mremap mprotect madvise msync mincore brk membarrier
futex set_robust_list set_tid_address rseq gettid sched_yield sched_getaffinity getcpu
sched_getscheduler sched_getparam sched_get_priority_max sched_get_priority_min getpriority
rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigsuspend rt_sigtimedwait
sigaltstack restart_syscall pause alarm getitimer setitimer exit exit_group wait4 waitid
time gettimeofday clock_gettime clock_getres clock_nanosleep nanosleep times getrusage
getpid getppid getpgid getpgrp getsid getuid geteuid getgid getegid getresuid getresgid
getgroups getrlimit setrlimit uname sysinfo getrandom arch_prctl riscv_hwprobe
"""
# Of calls that do many things, the things that an answer may do, by their first or second
# argument. Owners of a file's events (F_SETOWN, F_SETSIG) would send signals to others.
_ALLOWED_COMMANDS = {
    "fcntl": (1, (0, 1, 2, 3, 4, 5, 6, 7, 36, 37, 38, 1030, 1032)),  # F_DUPFD to F_OFD_SETLKW
    # TCGETS, TCGETS2, TIOCGWINSZ, FIONREAD, FIONBIO, FIONCLEX, FIOCLEX, FICLONE
    "ioctl": (1, (0x5401, 0x802C542A, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451, 0x40049409)),
    "prctl": (0, (15, 16, 0x53564D41)),  # names of threads and of memory
    "prlimit64": (0, (0,)),  # its own limits
}
_CLONE_THREAD = 0x00010000
_CLONE_NEW = 0x7E020080  # each kind of namespace


@functools.cache
def _filters() -> tuple[bytes, bytes]:
    """Return two seccomp programs: for all that runs in a sandbox, and for student code.

    The second one knows what may be done, not what may not. What it does not know is answered
    as an old kernel would answer it, so that libraries fall back; what Python programs do try
    is refused by name, as it is where rights are missing.
    """
    import pyseccomp

    refused = pyseccomp.ERRNO(errno.EPERM)
    first = _new_filter(pyseccomp.ALLOW)
    second = _new_filter(pyseccomp.ERRNO(errno.ENOSYS))
    for name in _REFUSED.split():
        _add_rule(first, refused, name)
    for name in (_REFUSED + _REFUSED_LATER).split():
        _add_rule(second, refused, name)
    for name in _ALLOWED.split():
        _add_rule(second, pyseccomp.ALLOW, name)
    for name, (argument, commands) in _ALLOWED_COMMANDS.items():
        for command in commands:
            asks = pyseccomp.Arg(argument, pyseccomp.EQ, command)
            _add_rule(second, pyseccomp.ALLOW, name, asks)
    # Threads are made by clone too. clone3 hides its flags: libc falls back to clone.
    flags = _CLONE_THREAD | _CLONE_NEW
    thread = pyseccomp.Arg(0, pyseccomp.MASKED_EQ, flags, _CLONE_THREAD)
    second.add_rule(pyseccomp.ALLOW, "clone", thread)
    second.add_rule(refused, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, _CLONE_THREAD, 0))
    second.add_rule(refused, "prlimit64", pyseccomp.Arg(0, pyseccomp.NE, 0))
    return _exported(first), _exported(second)


def _new_filter(default: int) -> Any:
    import pyseccomp

    filter_ = pyseccomp.SyscallFilter(default)
    # Calls in the way of another processor (32 bits, x32) go past the numbers that are known
    # here. The end of one thread alone would leave Python waiting for it.
    filter_.set_attr(pyseccomp.Attr.ACT_BADARCH, pyseccomp.KILL_PROCESS)
    return filter_


def _add_rule(filter_: Any, action: int, name: str, *arguments: Any) -> None:
    import pyseccomp

    # An old libseccomp, or another processor, may not know a call by name.
    if pyseccomp.resolve_syscall(pyseccomp.system_arch(), name) >= 0:
        filter_.add_rule(action, name, *arguments)


def _exported(filter_: Any) -> bytes:
    with tempfile.TemporaryFile() as file:
        filter_.export_bpf(file)
        file.seek(0)
        return file.read()


# --- what bubblewrap is told -----------------------------------------------------------


@functools.cache
def _bwrap_knows(option: str) -> bool:
    done = subprocess.run(["bwrap", "--help"], capture_output=True, text=True, timeout=30)
    return option in done.stdout + done.stderr


@functools.cache
def _isolation() -> tuple[str, ...]:
    disable = ("--disable-userns",) if _bwrap_knows("--disable-userns") else ()
    return (
        *("bwrap", "--unshare-all", "--unshare-user", *disable),
        *("--uid", "65534", "--gid", "65534", "--cap-drop", "ALL"),
        *("--hostname", "student", "--new-session", "--clearenv"),
    )


# --- root, who becomes somebody else ---------------------------------------------------

# A limit on processes and threads does not hold for root, whatever root is called inside. So
# root's fork server stays root in its namespace, with the few rights that it takes to make each
# student's process another user's, and to kill it.
NOBODY = 65534
_CHILD = re.compile(rb'"child-pid":\s*(\d+)')
_MAP = f"0 0 1\n{NOBODY} {NOBODY} 1\n"
_RIGHTS = ("CAP_KILL", "CAP_SETGID", "CAP_SETPCAP", "CAP_SETUID")


@functools.cache
def _switching() -> tuple[str, ...]:
    """Return, for root, what takes the place of `_isolation`; nothing where that does not work."""
    options = ("--userns-block-fd", "--perms", "--cap-add")
    if os.geteuid() != 0 or not all(map(_bwrap_knows, options)) or not _all_can_read():
        return ()
    arguments = (
        *("bwrap", "--unshare-all", "--unshare-user", "--uid", "0", "--gid", "0"),
        *("--cap-drop", "ALL", *(word for right in _RIGHTS for word in ("--cap-add", right))),
        *("--hostname", "student", "--new-session", "--clearenv"),
    )
    with contextlib.closing(_Birth(switching=True)) as birth:
        probe = subprocess.Popen(
            [*arguments, *birth.options, *_PROBE],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=birth.fds,
            start_new_session=True,
        )
        with probe:
            try:
                birth.begin()
                works = probe.wait(timeout=30) == 0
            except (OSError, subprocess.TimeoutExpired):
                works = False  # root of a container may not map other users
                birth.end()
    return arguments if works else ()


def _all_can_read() -> bool:
    """Return whether somebody else could read Python and its libraries where they are bound."""
    roots = [Path(path) for path in (*_python_paths(), *_site_packages())]
    read = [Path(os.__file__), Path(np.__file__), *filter(None, [_font_cache()])]
    folders = set(roots) | {
        one
        for path in read
        for one in path.parents
        for root in roots
        if root in (one, *one.parents)
    }
    return all(path.stat().st_mode & 0o004 for path in read) and all(
        folder.stat().st_mode & 0o005 == 0o005 for folder in folders
    )


class _Birth:
    """What bubblewrap tells of the first process that it makes, and what it waits for.

    bubblewrap is not told to die with its parent: the first process waits until bubblewrap lets it
    go on, and if bubblewrap is killed before that, it waits for ever. So whoever dies or gives up
    here closes pipes and sockets, and what has started goes on, finds them closed and ends.

    Parameters
    ----------
    switching : bool
        Whether it waits until it is written down who is who in its user namespace.

    Attributes
    ----------
    fds : list of int
        The ends of pipes that bubblewrap inherits, until it has started.
    options : list of str
        What bubblewrap is told of them.
    left_open : list of int
        Those of them that it hands on.
    """

    def __init__(self, *, switching: bool) -> None:
        self._switching = switching
        self._information, told = os.pipe()
        # With a reader of its own, bubblewrap does not die of telling what nobody hears.
        heard = os.dup(self._information)
        self._ours, self.fds = [self._information], [told, heard]
        self._first: int | None = None
        self.options = ["--info-fd", str(told)]
        self.left_open = [heard]
        if switching:
            waits, self._go = os.pipe()
            self._ours.append(self._go)
            self.fds.append(waits)
            self.options += ["--userns-block-fd", str(waits)]
            self.left_open.append(waits)

    def begin(self) -> None:
        """Go on, once bubblewrap has started."""
        self._close_theirs()
        if not self._switching:
            return
        if self.first() is None:
            raise OSError("bubblewrap made no user namespace")
        for kind in ("uid", "gid"):
            Path(f"/proc/{self.first()}/{kind}_map").write_text(_MAP)
        os.write(self._go, b"1")

    def first(self) -> int | None:
        """Return the number of the first process, or None if there is none."""
        if self._first is None and self._ours:
            ready, _, _ = select.select([self._information], [], [], 5)
            found = _CHILD.search(os.read(self._information, 4096)) if ready else None
            self._first = int(found[1]) if found else None
        return self._first

    def end(self) -> None:
        """Kill the first process of the pid namespace: all others die before it is gone."""
        found, self._first = self.first(), None
        self.close()
        if found is None:  # bubblewrap had not come so far, and will not come further
            return
        with contextlib.suppress(ProcessLookupError):
            first = os.pidfd_open(found)
            try:
                signal.pidfd_send_signal(first, signal.SIGKILL)
                select.select([first], [], [], 5)
            finally:
                os.close(first)

    def close(self) -> None:
        """Close all pipes."""
        self._close_theirs()
        while self._ours:
            os.close(self._ours.pop())

    def _close_theirs(self) -> None:
        while self.fds:
            os.close(self.fds.pop())


# --- what is bound, and set ------------------------------------------------------------

_INSIDE = "/course/lib"


@functools.cache
def _files() -> tuple[str, ...]:
    """Return the read-only view: Python, its libraries, and what a student's process runs."""
    arguments: list[str] = []
    for folder in ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64"):
        if os.path.islink(folder):
            arguments += ["--symlink", os.readlink(folder), folder]
        else:
            arguments += ["--ro-bind-try", folder, folder]
    for path in ("/etc/ld.so.cache", "/usr/share/fonts", *_python_paths(), *_site_packages()):
        arguments += ["--ro-bind-try", path, path]
    for path in _hidden_packages():
        arguments += ["--tmpfs", path, "--remount-ro", path]
    for module in (channel, codec, forkserver, host, imports):
        source = Path(module.__file__)
        folder = f"{_INSIDE}/coursework/judge"
        arguments += ["--ro-bind", str(source), f"{folder}/{source.name}"]
        compiled = Path(importlib.util.cache_from_source(str(source)))
        bound = f"{folder}/__pycache__/{compiled.name}"
        arguments += ["--ro-bind-try", str(compiled), bound]
    for device in ("null", "zero", "random", "urandom"):
        arguments += ["--dev-bind", f"/dev/{device}", f"/dev/{device}"]
    return (*_ways(arguments), *arguments) if _switching() else tuple(arguments)


def _ways(arguments: Sequence[str]) -> list[str]:
    """Return the folders that lead to what is bound: bubblewrap makes them for one user alone."""
    ends = [index for index in range(1, len(arguments)) if arguments[index].startswith("--")]
    bound = {Path(arguments[index - 1]) for index in (*ends, len(arguments))}
    parents = {folder for path in bound for folder in path.parents} - {Path("/")}
    ways = sorted(one for one in parents if not any(one.is_relative_to(path) for path in bound))
    return [word for way in ways for word in ("--perms", "0755", "--dir", str(way))]


def _python_paths() -> list[str]:
    """Return Python's own folder or, where that is /usr, its program (the rest is in lib)."""
    executable = os.path.realpath(sys.executable)
    if sys.base_prefix in ("/usr", "/usr/local", "/"):
        return [executable]
    return [sys.base_prefix, executable]


def _site_packages() -> list[str]:
    paths = (sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
    return list(dict.fromkeys(path for path in paths if os.path.isdir(path)))


# They have under their own names what an exercise forbids.
_OTHER_LIBRARIES = (
    *("jax", "keras", "lightgbm", "optuna", "pandas", "scipy", "sklearn", "skorch", "statsmodels"),
    *("tensorflow", "torch", "torchmetrics", "xgboost"),
)


def _hidden_packages() -> list[str]:
    """Return what of site-packages no answer sees: the course's own packages, and rivals."""
    own = (Path(__file__).parents[1], Path(goodpractice.__file__).parent)
    paths = _site_packages()
    others = [Path(path, name) for path in paths for name in _OTHER_LIBRARIES]
    hidden = [o for o in own if any(o.is_relative_to(path) for path in paths)]
    return [str(path) for path in (*hidden, *others) if path.is_dir()]


@functools.cache
def _font_cache() -> Path | None:
    """Return matplotlib's list of fonts, which takes seconds to make, if there is one."""
    import matplotlib

    with contextlib.suppress(OSError):
        return max(Path(matplotlib.get_cachedir()).glob("fontlist-*.json"), default=None)
    return None


def _scratch(limits: Limits) -> list[str]:
    size = ["--size", str(limits.file_bytes)] if _bwrap_knows("--size") else []
    open_, shared = (["--perms", "0777"], ["--perms", "1777"]) if _switching() else ([], [])
    arguments = [*shared, *size, "--tmpfs", "/tmp", *open_, "--dir", "/tmp/matplotlib"]
    fonts = _font_cache()
    if fonts is not None:
        arguments += ["--ro-bind", str(fonts), f"/tmp/matplotlib/{fonts.name}"]
    return arguments


def _environment(home: str) -> dict[str, str]:
    return {
        "HOME": home,
        "TMPDIR": home,
        "LANG": "C.UTF-8",
        "MPLBACKEND": "agg",
        "MPLCONFIGDIR": f"{home}/matplotlib",
        "PYTHONHASHSEED": "0",
        "PYTHONUTF8": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _python(fds: Sequence[int], library: str) -> list[str]:
    """Return the command of the fork server: no site, no user folder, no bytecode."""
    start = (
        f"import sys; sys.path[:0] = [{library!r}]; sys.path += {_site_packages()!r}; "
        "from coursework.judge.forkserver import main; main()"
    )
    options = ("-s", "-S", "-B", "-P", "-c", start)
    return [os.path.realpath(sys.executable), *options, *map(str, fds)]


# --- the sandbox -----------------------------------------------------------------------

# Processes that one sandbox can make: two for most notebooks, the rest after accidents and to read
# what an answer saved.
PROCESSES = 30
# Longer than the fork server takes for anything, its start on a busy machine included.
ANSWER_SECONDS = 30.0


class Sandbox:
    """A fork server, confined, that makes the processes of one submission.

    Parameters
    ----------
    limits : Limits
        What each process may use.
    confined : bool
        Whether to start it under bubblewrap.
    modules : sequence of str
        Modules of `goodpractice` that are imported at the start. What is to be forbidden must
        stand in one of them: the code of a module that was imported is held no longer.
    """

    def __init__(self, limits: Limits, *, confined: bool, modules: Sequence[str] = ()) -> None:
        if confined:
            require()
        self._confined = confined
        self._home: tempfile.TemporaryDirectory | None = None
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  (open as long as the process)
        self._complaint = ""
        with contextlib.ExitStack() as stack:
            stack.callback(self._errors.close)
            pairs = [socket.socketpair() for _ in range(1 + PROCESSES)]
            ours, theirs = zip(*pairs, strict=True)
            for end in theirs:
                stack.enter_context(end)
            self._sockets = list(ours)
            for end in ours:
                stack.callback(end.close)
            start = self._start_confined if confined else self._start_plain
            self._process = start(limits, [end.fileno() for end in theirs])
            stack.pop_all()
            for end in theirs:
                end.close()
        self._control = self._sockets[0]
        self._control.settimeout(ANSWER_SECONDS)
        self._made = 0
        self._lost = False
        self._gone = False
        with contextlib.suppress(OSError):  # the first use says what went wrong
            unused = self._birth.left_open if confined else []
            self._tell(_settings(limits, confined, modules) | {"unused": unused})

    @property
    def gone(self) -> bool:
        """Whether the fork server was found to be gone, which no student code can bring about."""
        return self._confined and self._gone

    @property
    def left(self) -> int:
        """How many processes it can still make."""
        return 0 if self._lost else PROCESSES - self._made

    def start(self, forbidden: Iterable[str] = ()) -> StudentProcess:
        """Make a process in which some names of the library are taken away."""
        number = self._made
        self._made += 1
        with contextlib.suppress(OSError):  # its socket will say so
            self._tell(("fork", number, sorted(forbidden)))
        return StudentProcess(self, number, self._sockets[1 + number])

    def end(self, number: int, *, kill: bool) -> int | None:
        """End a process, or wait until it has ended.

        Returns
        -------
        int or None
            Its exit code, or None if it had to be killed.

        Raises
        ------
        OSError
            If the fork server itself is gone.
        """
        if self._lost:
            raise ConnectionError("the fork server does not answer")
        try:
            self._tell(("kill" if kill else "wait", number))
            (length,) = HEADER.unpack(self._hear(HEADER.size))
            return codec.loads(self._hear(length))
        except BaseException as error:  # the alarm of a check too: its answer may come later
            self._lost = True
            self._gone = isinstance(error, ConnectionError)
            raise

    def _hear(self, length: int) -> bytes:
        heard = b""
        while len(heard) < length:
            part = self._control.recv(length - len(heard))
            if not part:
                raise ConnectionError
            heard += part
        return heard

    def _tell(self, message: Any) -> None:
        frame = codec.dumps(message, refer=codec.no_reference)
        self._control.sendall(HEADER.pack(len(frame)) + frame)

    def _start_confined(self, limits: Limits, fds: list[int]) -> subprocess.Popen:
        switching = _switching()
        birth = _Birth(switching=bool(switching))
        with contextlib.ExitStack() as stack, tempfile.TemporaryFile() as filter_:
            stack.callback(birth.close)
            filter_.write(_filters()[0])
            filter_.seek(0)
            environment = _environment("/tmp").items()
            process = subprocess.Popen(
                [
                    *(switching or _isolation()),
                    *(word for item in environment for word in ("--setenv", *item)),
                    *_scratch(limits),  # first: the course itself may lie in /tmp
                    *_files(),
                    *("--chdir", "/tmp", "--remount-ro", "/"),
                    *(*birth.options, "--seccomp", str(filter_.fileno()), "--"),
                    *_python(fds, _INSIDE),
                ],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                pass_fds=(*fds, *birth.fds, filter_.fileno()),
                start_new_session=True,  # no Ctrl-C ends bubblewrap alone
            )
            try:
                birth.begin()
            except OSError:  # the first use says what bubblewrap said
                birth.end()
            self._birth = birth
            stack.pop_all()
            return process

    def _start_plain(self, limits: Limits, fds: list[int]) -> subprocess.Popen:
        self._home = tempfile.TemporaryDirectory(prefix="student-", ignore_cleanup_errors=True)
        return subprocess.Popen(
            _python(fds, str(Path(__file__).parents[2])),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
            pass_fds=fds,
            env=_environment(self._home.name),
            cwd=self._home.name,
            start_new_session=True,
        )

    def exit_code(self) -> int | None:
        """Return the exit code of the whole sandbox, or None if it goes on for a moment."""
        try:
            code = self._process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            return None
        return 128 - code if code > 128 else code

    def complaint(self) -> str:
        """Return what was written before student code ran, once it is closed."""
        return self._complaint

    def close(self) -> None:
        """Kill everything that the process started, wait until it is gone, and tidy up."""
        if self._errors.closed:
            return
        for end in self._sockets:
            end.close()
        if self._confined:
            self._birth.end()
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        # bubblewrap ends when its child does, and must be let: it is the one that reaps it.
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=2)
        self._process.kill()
        self._process.wait()
        with self._errors:
            self._errors.seek(0)
            self._complaint = self._errors.read(2000).decode("utf-8", "replace").strip()
        if self._home is not None:
            self._home.cleanup()


def _settings(limits: Limits, confined: bool, modules: Sequence[str]) -> dict[str, Any]:
    return {
        "memory_bytes": limits.memory_bytes,
        "cpu_seconds": limits.cpu_seconds,
        "file_bytes": limits.file_bytes,
        "open_files": limits.open_files,
        "processes": limits.processes if confined else 0,
        "user": NOBODY if confined and _switching() else 0,
        "output_bytes": limits.output_bytes,
        "filter": np.frombuffer(_filters()[1] if confined else b"", np.uint8),
        "modules": compiled_modules(),
        "import": list(modules),
    }


class StudentProcess:
    """One student's process and the judge's end of its socket.

    Parameters
    ----------
    sandbox : Sandbox
    number : int
        Which of the sandbox's processes it is.
    socket : socket.socket
        The judge's end.
    """

    def __init__(self, sandbox: Sandbox, number: int, socket: socket.socket) -> None:
        self.socket = socket
        self._sandbox = sandbox
        self._number = number
        self._ended = False

    @property
    def first(self) -> bool:
        """Whether it is the first one of its sandbox."""
        return self._number == 0

    def ending(self) -> str:
        """Say how the process ended, once its socket is closed; wait for that a moment.

        Raises
        ------
        SandboxLost
            If it ended because its sandbox did.
        """
        try:
            code = self._sandbox.end(self._number, kill=False)
            self._ended = True
        except OSError:  # the fork server was ended too
            if self._sandbox.gone:
                raise SandboxLost from None
            code = self._sandbox.exit_code()
        if code is None:
            return "closed its connection"
        if -code == signal.SIGXCPU:
            return "used more processor time than it may"
        with contextlib.suppress(ValueError):
            return f"was ended by the signal {signal.Signals(-code).name}"
        return f"ended its Python process with exit code {code}"

    def complaint(self) -> str:
        """Return what was written before student code ran, once the sandbox is closed."""
        self._sandbox.close()
        return self._sandbox.complaint()

    def close(self) -> bool:
        """End the process, and return whether it is known to be gone."""
        self.socket.close()
        if not self._ended:
            self._ended = True
            try:
                self._sandbox.end(self._number, kill=True)
            except OSError:
                return False
        return True
