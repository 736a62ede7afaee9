"""Submissions out of an LMS's download: which student handed in which lesson.

`nbgrader zip_collect` lets the extractor unpack the archives, then asks the collector about each
file. A student chooses the names and the contents of what they hand in, the LMS the rest: only
the rest says whose it is.
"""

from __future__ import annotations

import re
import shutil
import zipfile
import zlib
from pathlib import Path, PurePath

from nbgrader.plugins.zipcollect import ExtractorPlugin, FileNameCollectorPlugin
from nbgrader.utils import unzip

__all__ = ["LmsCollector", "LmsExtractor"]

# What comes before the student's own file name, as each LMS makes it. `number` is what tells two
# students of one name apart. No name begins with a dot: `..` would leave the folder. The shortest
# beginning counts: what follows, the student chose.
_FILE = r"(?P<file>[^.].*)"
_MOODLE = r"(?P<name>[^.].*?)_(?P<number>\d+)_assignsubmission_file_?"
FOLDERS = {"Moodle": re.compile(_MOODLE)}
FILES = {
    "Moodle": re.compile(_MOODLE + _FILE),
    "Canvas": re.compile(r"(?P<name>[^_.][^_]*)_(?:LATE_)?(?P<number>\d+)_\d+_" + _FILE),
    "Blackboard": re.compile(
        r".*?_(?P<name>[^_.][^_]*)_attempt_(?P<timestamp>\d{4}(?:-\d\d){5})_" + _FILE
    ),
}
MAX_FILE_BYTES = 200 << 20
# What browsers and LMSs append to a file's name when it comes a second time.
_AGAIN = re.compile(r"(-\d+|\s*\(\d+\))$")


class LmsExtractor(ExtractorPlugin):
    """Unpacks the archives of an LMS, and leaves an archive that a student handed in as it is.

    Inside of it, nothing says whose a file is; and one that cannot be unpacked would end the
    collection for all.
    """

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack each archive into a folder of its own, and copy each other file.

        Parameters
        ----------
        archive_path : str
            Folder of what was downloaded.
        extracted_path : str
            Where it is unpacked to.
        """
        source = Path(archive_path)
        files = sorted(path for path in source.rglob("*") if path.is_file())
        if not files:
            self.log.warning("No files found in directory: %s", archive_path)
        for path in files:
            folder = Path(extracted_path, path.parent.relative_to(source))
            folder.mkdir(parents=True, exist_ok=True)
            if zipfile.is_zipfile(path):
                self._unpack(path, folder / path.stem)
            elif path.suffix in self.zip_ext:
                unzip(str(path), str(folder), self.zip_ext, create_own_folder=True)
            else:
                shutil.copy(path, folder)

    def _unpack(self, path: Path, folder: Path) -> None:
        """Unpack what can be unpacked, and name the rest: one file must not stop all others."""
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                if member.file_size > MAX_FILE_BYTES:
                    self.log.warning("Left out, larger than any notebook: %s", member.filename)
                    continue
                try:
                    archive.read(member)  # damage shows at its end: nothing of it is written
                    archive.extract(member, folder)
                # A name that is too long, damage, encryption, an unknown compression.
                except (
                    OSError,
                    zipfile.BadZipFile,
                    RuntimeError,
                    ValueError,
                    zlib.error,
                ) as error:
                    self.log.warning("Left out, %s: %s", error, member.filename)


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
        self._collected: dict[tuple[str, str], str] = {}

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Return what a path says of a submission, as nbgrader wants it.

        Parameters
        ----------
        submitted_file : str
            Path of an unpacked file.

        Returns
        -------
        dict or None
            ``student_id``, ``file_id`` and perhaps ``timestamp``; None if it is no notebook, its
            path says nothing, or the same student's file of this name was collected already.
        """
        path = PurePath(submitted_file)
        if path.suffix in (".gz", ".zip"):
            self.log.warning("An archive in a submission is not unpacked: %s", submitted_file)
        if path.suffix not in self.valid_ext:
            return None
        if self.named_regexp:
            return self._match(submitted_file)
        read = _read_path(path)
        if read is None:
            self.log.warning("No LMS that is known names files like this: %s", path.name)
            return None
        lms, parts = read
        return self._say(lms, parts, submitted_file)

    def _say(self, lms: str, parts: dict[str, str], submitted_file: str) -> dict[str, str] | None:
        student, number = parts["name"].replace(" ", "_"), parts.get("number", "")
        if lms == "Canvas":
            student = f"{student}_{number}"
        elif self._numbers.setdefault(student, number) != number:
            self.log.warning("There is a second %s: collected as %s_%s", student, student, number)
            student = f"{student}_{number}"
        file = f"{_AGAIN.sub('', PurePath(parts['file']).stem)}.ipynb"
        if "timestamp" in parts:  # of several, nbgrader takes the newest
            return {"student_id": student, "file_id": file, "timestamp": parts["timestamp"]}
        first = self._collected.setdefault((student, file), submitted_file)
        if first != submitted_file:
            self.log.warning(
                "%s handed in more than one %s, and nothing says which is newer: %s is collected, "
                "%s is not. Copy the other over it if you know better.",
                *(student, file, first, submitted_file),
            )
            return None
        return {"student_id": student, "file_id": file}


def _read_path(path: PurePath) -> tuple[str, dict[str, str]] | None:
    """Return which LMS made a path, and what its parts are; the outermost part that it made."""
    for folder in path.parts[:-1]:
        for lms, pattern in FOLDERS.items():
            if found := pattern.fullmatch(folder):
                hidden = path.name.startswith(".")
                return None if hidden else (lms, {**found.groupdict(), "file": path.name})
    found = [(lms, match) for lms in FILES if (match := FILES[lms].fullmatch(path.name))]
    lms, match = min(found, key=lambda one: one[1].start("file"), default=(None, None))
    return (lms, match.groupdict()) if match else None
