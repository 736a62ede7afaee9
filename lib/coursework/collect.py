"""Submissions out of an LMS's download: which student handed in which lesson.

`nbgrader zip_collect` unpacks the archives and asks this collector about each notebook in them.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from nbgrader.plugins.zipcollect import FileNameCollectorPlugin

__all__ = ["LmsCollector"]

# The end of a path, as each LMS makes it. `number` is what tells two students of one name apart.
# No name begins with a dot: `..` would leave the folder.
PATTERNS = {
    "Moodle": r"(?P<name>[^/.][^/]*)_(?P<number>\d+)_assignsubmission_file_?/?(?P<file>[^/.][^/]*)",
    "Canvas": r"(?P<name>[^/_.][^/_]*)_(?:LATE_)?(?P<number>\d+)_\d+_(?P<file>[^/.][^/]*)",
    "Blackboard": (
        r"[^/]*_(?P<name>[^/_.][^/_]*)_attempt_(?P<timestamp>\d{4}(?:-\d\d){5})"
        r"_(?P<file>[^/.][^/]*)"
    ),
}
# What browsers and LMSs append to a file's name when it comes a second time.
_AGAIN = re.compile(r"(-\d+|\s*\(\d+\))$")


class LmsCollector(FileNameCollectorPlugin):
    """Reads file names as Moodle, Canvas and Blackboard make them, or by a pattern of your own.

    The student's name in the gradebook is the one of the LMS, for Canvas with its number, which
    is the same in every assignment. Moodle's is not: it is used only for a second student of the
    same name. ``FileNameCollectorPlugin.named_regexp`` goes first if it is set.

    Examples
    --------
    >>> LmsCollector().collect("extracted/all/lovelaceada_LATE_77_4711_01_metrics-1.ipynb")
    {'student_id': 'lovelaceada_77', 'file_id': '01_metrics.ipynb'}
    """

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        self._numbers: dict[str, str] = {}

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Return what a path says of a submission, as nbgrader wants it.

        Parameters
        ----------
        submitted_file : str
            Path of an unpacked file.

        Returns
        -------
        dict or None
            ``student_id``, ``file_id`` and perhaps ``timestamp``; None if it is no notebook, or
            its path says nothing.
        """
        path = PurePath(submitted_file)
        if path.suffix not in self.valid_ext:
            return None
        if self.named_regexp:
            return self._match(submitted_file)
        for lms, pattern in PATTERNS.items():
            found = re.search(rf"(?:^|/){pattern}$", path.as_posix())
            if found:
                return self._read(lms, found.groupdict())
        self.log.warning("No LMS that is known names files like this: %s", path.name)
        return None

    def _read(self, lms: str, parts: dict[str, str]) -> dict[str, str]:
        student, number = parts["name"].replace(" ", "_"), parts.get("number", "")
        if lms == "Canvas":
            student = f"{student}_{number}"
        elif self._numbers.setdefault(student, number) != number:
            self.log.warning("There is a second %s: collected as %s_%s", student, student, number)
            student = f"{student}_{number}"
        stem = PurePath(parts["file"]).stem
        read = {"student_id": student, "file_id": f"{_AGAIN.sub('', stem)}.ipynb"}
        if "timestamp" in parts:
            read["timestamp"] = parts["timestamp"]
        return read
