"""What a call does with one file, step by step, and what it left: for checks of saving.

Python announces each opening, renaming and removing of a file to audit hooks (PEP 578) before it
happens. At each of these moments the disk is looked at: that is what a power cut would leave.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

__all__ = ["Step", "list_folder", "read_pickle", "watch_file"]

# What happened; the path of the file that it happened to, its inode and its size in bytes on the disk
# at that moment (-1 if there is none); whether the watched file was there.
Step = tuple[str, str, int, int, bool]

_SYNCS = tuple(getattr(os, name) for name in ("fsync", "fdatasync") if hasattr(os, name))
_SYNC_ALL = getattr(os, "sync", None)
_WRITES = os.O_WRONLY | os.O_RDWR
_watchers: list[Callable[[str, tuple], None]] = []
_hooked = False


def watch_file(func: Callable, args: tuple, path: str) -> tuple[Any, list[Step]]:
    """Call a function, and record what it does with the file at a path.

    Parameters
    ----------
    func : callable
        What is called.
    args : tuple
        Its arguments.
    path : str
        The watched file.

    Returns
    -------
    result : object
        What the call returned.
    steps : list of (str, str, int, int, bool)
        In order: ``"write"`` (the watched file itself was opened for writing or cut), ``"remove"``
        (it was removed), ``"sync"`` (a file of its folder went to the disk), ``"rename"`` (another
        file was about to take its name), ``"end"``. With each the path of the file that it
        happened to, its inode and its size in bytes (-1 if there is none), and whether the
        watched file was there.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "a.txt")
    ...     _, steps = watch_file(path.write_text, ("new",), str(path))
    >>> [kind for kind, *_ in steps]
    ['write', 'end']
    """
    steps: list[Step] = []
    target = os.path.realpath(path)

    def note(kind: str, name: str) -> None:
        steps.append((kind, name, *_inode_and_size(name), os.path.lexists(target)))

    def hear(event: str, args: tuple) -> None:
        if (event == "open" and _same(args[0], target) and args[2] & _WRITES) or (
            event == "os.truncate" and _same(args[0], target)
        ):
            note("write", target)
        elif event == "os.remove" and _same(args[0], target):
            note("remove", target)
        elif event == "os.rename" and _same(args[1], target):
            note("rename", os.path.realpath(os.fsdecode(args[0])))

    def synced(number: int | None) -> None:
        folder = os.path.dirname(target)
        for name in sorted(os.listdir(folder)):
            file = os.path.join(folder, name)
            if number is None or _inode_and_size(file)[0] == number:
                note("sync", file)

    _add_hook()
    _watchers.append(hear)
    try:
        with _syncs_heard(func, synced):
            result = func(*args)
    finally:
        _watchers.remove(hear)
    note("end", target)
    return result, steps


@contextlib.contextmanager
def _syncs_heard(func: Callable, synced: Callable[[int | None], None]) -> Iterator[None]:
    """Tell of each fsync which file it was for. No audit event does.

    Names of it in `os`, and where the function was written, lead to one that tells. A call by any
    other name is seen by a profile function, which cannot see the file: it tells of all.
    """
    inside = threading.local()

    def telling(sync: Callable) -> Callable:
        def call(file: Any) -> None:
            descriptor = file if isinstance(file, int) else file.fileno()
            inside.known = True
            try:
                sync(descriptor)
            finally:
                inside.known = False
            synced(os.fstat(descriptor).st_ino)

        return call

    def profile(frame: Any, event: str, function: Any) -> None:
        unknown = function in _SYNCS and not getattr(inside, "known", False)
        if event == "c_call" and (unknown or function is _SYNC_ALL):
            synced(None)

    spaces = [vars(os), getattr(func, "__globals__", {})]
    swapped = [
        (space, name, value)
        for space in spaces
        for name, value in list(space.items())
        if any(value is sync for sync in _SYNCS)
    ]
    for space, name, value in swapped:
        space[name] = telling(value)
    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        yield
    finally:
        sys.setprofile(before)
        for space, name, value in swapped:
            space[name] = value


def read_pickle(path: str) -> Any:
    """Load a pickle from a file. It may run any code, so this belongs in a confined process.

    Parameters
    ----------
    path : str

    Returns
    -------
    object

    Raises
    ------
    Exception
        Of any type, if there is no such file, or it is no pickle.
    """
    with open(path, "rb") as file:
        return pickle.load(file)


def list_folder(path: str) -> list[str]:
    """List the names in a folder.

    Parameters
    ----------
    path : str

    Returns
    -------
    list of str
        Sorted.

    Raises
    ------
    OSError
        If there is no such folder.

    Examples
    --------
    >>> "_file_steps.py" in list_folder(os.path.dirname(__file__))
    True
    """
    return sorted(os.listdir(path))


def _add_hook() -> None:
    """Add the one hook of this process: a hook cannot be removed, so it is added when needed."""
    global _hooked
    if not _hooked:
        sys.addaudithook(_tell)
        _hooked = True


def _tell(event: str, args: tuple) -> None:
    for watcher in tuple(_watchers):
        watcher(event, args)


def _same(name: Any, target: str) -> bool:
    return isinstance(name, (str, bytes, os.PathLike)) and (
        os.path.realpath(os.fsdecode(name)) == target
    )


def _inode_and_size(path: str) -> tuple[int, int]:
    try:
        status = os.stat(path)
    except OSError:
        return -1, -1
    return status.st_ino, status.st_size
