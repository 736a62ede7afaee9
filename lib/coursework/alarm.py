"""An end to what runs too long in this process, wherever it is."""

from __future__ import annotations

import contextlib
import ctypes
import signal
import threading
import time
import types
from collections.abc import Callable, Iterator

__all__ = ["OutOfTimeError", "alarm"]


class OutOfTimeError(BaseException):
    """Something did not end in time. No `except Exception` keeps it."""


@contextlib.contextmanager
def alarm(end: float, tell: Callable[[], None]) -> Iterator[None]:
    """Stop what a student's data keep busy here, a second after its time.

    A second later than a student's own process is stopped: that reason is the better one.

    Parameters
    ----------
    end : float
        Time by `time.monotonic`.
    tell : callable
        Is called when the alarm rings, before `OutOfTimeError` is raised.

    Raises
    ------
    OutOfTimeError
        If the block did not end in time.

    Examples
    --------
    >>> with alarm(time.monotonic() + 60, lambda: print("late")):
    ...     print("in time")
    in time
    """
    seconds = max(end - time.monotonic(), 0) + 1
    main = threading.current_thread() is threading.main_thread()
    with (_signal if main and hasattr(signal, "SIGALRM") else _watchdog)(seconds, tell):
        yield


@contextlib.contextmanager
def _signal(seconds: float, tell: Callable[[], None]) -> Iterator[None]:
    def ring(number: int, frame: types.FrameType | None) -> None:
        tell()
        raise OutOfTimeError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _watchdog(seconds: float, tell: Callable[[], None]) -> Iterator[None]:
    """Raise in this thread from another one, as only CPython's own interface can."""
    own = ctypes.c_ulong(threading.get_ident())
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    lock = threading.Lock()
    over = False

    def ring() -> None:
        with lock:
            if not over:
                tell()
                raise_in(own, ctypes.py_object(OutOfTimeError))

    timer = threading.Timer(seconds, ring)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            over = True
            raise_in(own, None)  # what was sent and has not arrived
        timer.cancel()
