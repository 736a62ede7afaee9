"""What a call does with one file, step by step, and what it left: for checks of saving.

Python announces each opening, renaming and removing of a file to audit hooks (PEP 578) before it
happens. At each of these moments the disk is looked at: that is what a power cut would leave.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable
from typing import Any

__all__ = ["Step", "list_folder", "read_pickle", "watch_file"]

# What happened; the file it happened to; how many bytes of it lay on the disk at that moment;
# whether the watched file was there.
Step = tuple[str, str, int, bool]

_SYNCS = tuple(getattr(os, name) for name in ("fsync", "fdatasync", "sync") if hasattr(os, name))
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
    steps : list of (str, str, int, bool)
        In order: ``"write"`` (the watched file itself was opened for writing), ``"remove"`` (it
        was removed), ``"sync"`` (for each file of its folder: the sizes that went to the disk),
        ``"rename"`` (another file was about to take its name), ``"end"``. With each the path of
        the file that it happened to, its size in bytes (-1 if there is none), and whether the
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
    folder = os.path.dirname(target)

    def note(kind: str, name: str) -> None:
        steps.append((kind, name, _size(name), os.path.lexists(target)))

    def hear(event: str, args: tuple) -> None:
        if event == "open" and _same(args[0], target) and args[2] & _WRITES:
            note("write", target)
        elif event == "os.remove" and _same(args[0], target):
            note("remove", target)
        elif event == "os.rename" and _same(args[1], target):
            note("rename", os.path.realpath(os.fsdecode(args[0])))

    def profile(frame: Any, event: str, function: Any) -> None:
        # No audit event tells of fsync; a call of it shows here, under whatever name.
        if event == "c_call" and function in _SYNCS:
            for name in sorted(os.listdir(folder)):
                note("sync", os.path.join(folder, name))

    _add_hook()
    before = sys.getprofile()
    _watchers.append(hear)
    sys.setprofile(profile)
    try:
        result = func(*args)
    finally:
        sys.setprofile(before)
        _watchers.remove(hear)
    note("end", target)
    return result, steps


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


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return -1
