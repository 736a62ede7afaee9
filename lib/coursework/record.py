"""What was graded, kept beside the graded notebook, so that it is not graded again.

A record is the last file that is written of a submission. So a run that was killed leaves
either everything or no record, and the next run grades once more what has none.
"""

from __future__ import annotations

import functools
import hashlib
import json
from dataclasses import asdict
from pathlib import Path

import coursework
import goodpractice
from coursework.files import write_atomic
from coursework.judge.judge import CellReport, CheckResult
from coursework.lesson import Lesson, Role

__all__ = ["FILE", "digest_of", "drop_record", "read_record", "write_record"]

FILE = "grading.json"


def digest_of(lesson: Lesson, data: bytes) -> str:
    """Return the SHA-256 of all that decides a submission's marks.

    Parameters
    ----------
    lesson : Lesson
        Its code and points count, checks included.
    data : bytes
        The notebook that was handed in.

    Returns
    -------
    str
        The same as long as this is the same, and the two packages that grade it.
    """
    return hashlib.sha256(f"{_grader()} {lesson.digest} ".encode() + data).hexdigest()


@functools.cache
def _grader() -> str:
    state = hashlib.sha256()
    for package in (coursework, goodpractice):
        for path in sorted(Path(package.__file__).parent.rglob("*.py")):
            state.update(path.read_bytes())
    return state.hexdigest()


def write_record(folder: Path, result, timestamp: str) -> None:
    """Write the record of a result, as the last file of its folder.

    Parameters
    ----------
    folder : Path
        ``autograded/<student>/<lesson>``.
    result : Result
        One without a digest gets no record.
    timestamp : str
        When it was handed in, as far as a file says so.
    """
    if not result.digest:
        (folder / FILE).unlink(missing_ok=True)
        return
    kept = {
        "digest": result.digest,
        "timestamp": timestamp,
        "confined": result.confined,
        "reason": result.reason,
        "notes": result.notes,
        "answers": dict.fromkeys(result.answers, ""),  # which there were, not what they said
        "checks": [asdict(check) for check in result.checks],
        "cells": [asdict(cell) | {"stdout": ""} for cell in result.cells],
    }
    write_atomic(folder / FILE, json.dumps(kept, indent=1).encode())


def read_record(folder: Path, digest: str, timestamp: str, *, confined: bool) -> dict | None:
    """Read the record of a submission that has not changed since.

    Parameters
    ----------
    folder : Path
        ``autograded/<student>/<lesson>``.
    digest, timestamp : str
        Of the submission as it is now.
    confined : bool
        Whether only a submission that was graded in the sandbox counts.

    Returns
    -------
    dict or None
        Fields of a `Result`, or None if it is to be graded.
    """
    try:
        kept = json.loads((folder / FILE).read_bytes())
        if (kept.pop("digest"), kept.pop("timestamp")) != (digest, timestamp):
            return None
        kept["notes"] = tuple(kept["notes"])
        kept["answers"] = dict(kept["answers"])
        kept["checks"] = tuple(CheckResult(**check) for check in kept["checks"])
        kept["cells"] = tuple(
            CellReport(**cell | {"role": Role(cell["role"])}) for cell in kept["cells"]
        )
        if confined and not kept["confined"]:
            return None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None  # there is none, or it is none
    return kept


def drop_record(folder: Path) -> None:
    """Remove a record, before anything that it vouches for changes."""
    (folder / FILE).unlink(missing_ok=True)
