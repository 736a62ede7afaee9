"""The first process in a sandbox: it makes the processes that student code runs in.

It imports what all of them need, once, and runs no student code itself. For each process that
the judge asks for it forks. The child takes away the library functions that are forbidden in
it, gives up what is left of its rights, and serves as `host`.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib
import os
import signal
import sys
import time
import traceback
from typing import Any

from coursework.judge import codec
from coursework.judge.channel import Channel
from coursework.judge.imports import Library, put_off_plotting

__all__ = ["main"]

END_SECONDS = 1.0
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 1, 4, 22, 2
_PR_CAPBSET_DROP, _CAPABILITY_VERSION = 24, 0x20080522
_RIGHTS = (5, 6, 7, 8)  # CAP_KILL, CAP_SETGID, CAP_SETUID, CAP_SETPCAP, by which the others go


def main() -> None:
    """Take settings from the judge, then fork and end processes as it asks."""
    control, *fds = (int(fd) for fd in sys.argv[1:])
    channel = Channel(control)
    settings = codec.loads(channel.read())
    for fd in settings.pop("unused"):
        os.close(fd)
    _add_builtins()
    library = Library({name: code.tobytes() for name, code in settings.pop("modules").items()})
    sys.meta_path.insert(0, library)
    put_off_plotting()
    sys.argv = [""]
    host = importlib.import_module("coursework.judge.host")
    library.take(settings.pop("import"))
    _hide_memory()
    sockets = dict(enumerate(fds))
    children: dict[int, int] = {}
    while True:
        operation, number, *rest = codec.loads(channel.read())
        if operation == "fork":
            fd = sockets.pop(number)
            children[number] = os.fork()
            if not children[number]:
                for other in (control, *sockets.values()):
                    os.close(other)
                become_host(host, fd, settings, *rest)
            os.close(fd)
        else:
            code = _end(children.pop(number), seconds=END_SECONDS if operation == "wait" else 0)
            channel.send(codec.dumps(code, refer=codec.no_reference))


def become_host(host: Any, fd: int, settings: dict[str, Any], forbidden: list[str]) -> None:
    """Turn a child into a student's process: less library, fewer rights, then requests."""
    try:
        for name in forbidden:
            host.checks.take_away(name, helpers=True)
        if settings["user"]:
            _become(settings["user"])
        _end_with_parent()
        _limit(settings)
        if settings["filter"].size:
            _add_filter(settings["filter"].tobytes())
        one = host.Host(fd, settings["output_bytes"])
        _silence()
        one.send(one.write((0, "value", None, [])))
        one.serve()
    except BaseException:  # it happened before student code ran
        traceback.print_exc()
    finally:  # whatever happens, a child never goes on as a fork server
        os._exit(1)


def _end(child: int, *, seconds: float) -> int | None:
    """Return the exit code of a child that ends by itself within seconds, or kill it."""
    late = time.monotonic() + seconds
    while time.monotonic() < late:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


# --- what a process gives up -----------------------------------------------------------


def _hide_memory() -> None:
    """Let no process of the same user read or write this one, or those it forks."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _become(user: int) -> None:
    """Become another user than the fork server, with no right to be anyone else."""
    import ctypes

    libc = ctypes.CDLL(None)
    for right in _RIGHTS:
        if libc.prctl(_PR_CAPBSET_DROP, right, 0, 0, 0):
            raise PermissionError("a right cannot be given up")
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    header, none = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0), (ctypes.c_uint32 * 6)()
    if libc.capset(header, none):
        raise PermissionError("rights cannot be given up")
    _hide_memory()  # a change of the user may undo it


def _end_with_parent() -> None:
    """Be killed when the fork server ends, as it does when the judge is gone."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _silence() -> None:
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    os.close(null)


def _limit(settings: dict[str, Any]) -> None:
    import resource

    limits = {
        resource.RLIMIT_AS: settings["memory_bytes"],
        resource.RLIMIT_CPU: settings["cpu_seconds"],
        resource.RLIMIT_FSIZE: settings["file_bytes"],
        resource.RLIMIT_NOFILE: settings["open_files"],
        resource.RLIMIT_CORE: 0,
    }
    if settings["processes"]:
        limits[resource.RLIMIT_NPROC] = settings["processes"]
    for limit, value in limits.items():
        hard = resource.getrlimit(limit)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        with contextlib.suppress(ValueError, OSError):  # macOS knows RLIMIT_AS, but sets none
            resource.setrlimit(limit, (value, value))
    # A soft limit a second lower ends the process with a signal that says why.
    soft = max(1, resource.getrlimit(resource.RLIMIT_CPU)[1] - 1)
    resource.setrlimit(resource.RLIMIT_CPU, (soft, soft + 1))


def _add_builtins() -> None:
    """Add what Python's `site` adds; it is not imported, to start sooner."""
    import _sitebuiltins

    builtins.help = _sitebuiltins._Helper()
    builtins.exit = _sitebuiltins.Quitter("exit", "")
    builtins.quit = _sitebuiltins.Quitter("quit", "")


def _add_filter(program: bytes) -> None:
    """Install a second seccomp filter: the first had to let Python start and fork."""
    import ctypes

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))

    filter_ = Program(len(program) // 8, program)
    if ctypes.CDLL(None).prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(filter_), 0, 0):
        os._exit(97)
