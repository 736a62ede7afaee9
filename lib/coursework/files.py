"""Writing files so that a reader never sees half of one."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

__all__ = ["write_atomic"]


def write_atomic(path: str | Path, data: bytes) -> bool:
    """Write a file whole or not at all, and only if its bytes change.

    The bytes go to a temporary file in the same folder, which then takes the file's name.

    Parameters
    ----------
    path : path
        Missing folders are made.
    data : bytes

    Returns
    -------
    bool
        Whether the file was written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "table.md")
    ...     write_atomic(path, b"new"), write_atomic(path, b"new"), path.read_bytes()
    (True, False, b'new')
    """
    path = Path(path)
    with contextlib.suppress(FileNotFoundError):
        if path.read_bytes() == data:
            return False
    path.parent.mkdir(parents=True, exist_ok=True)
    _remove_remains(path)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return True


def _remove_remains(path: Path) -> None:
    """Remove the temporary files of writers that were killed."""
    pattern = re.compile(rf"\.{re.escape(path.name)}\.(\d+)\.tmp")
    for one in path.parent.iterdir():
        found = pattern.fullmatch(one.name)
        if found and not _is_running(int(found[1])):
            one.unlink(missing_ok=True)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # another user's
        pass
    return True
