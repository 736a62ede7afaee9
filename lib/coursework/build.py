"""From ``source/`` to ``release/``, ``solutions/`` and the README's table and picture.

Everything here is derived: `build` writes it, `check` says what is stale. A derived file
is written whole or not at all, and only when its bytes change.

A solution is executed again when the text of its source changes or when forced. A change
of ``goodpractice`` does not make it stale by itself: most such changes leave every output
as it was, and nbval, which executes all solutions on CI, finds those that do not.
"""

from __future__ import annotations

import base64
import copy
import logging
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from coursework.files import write_atomic
from coursework.lesson import (
    Lesson,
    LessonError,
    Role,
    UngradableError,
    find_lessons,
    read_notebook,
    without_hidden_tests,
)

__all__ = [
    "BuildError",
    "Overview",
    "Stale",
    "Timing",
    "UnknownLessonError",
    "build",
    "check",
    "chosen",
    "execute",
    "normalise",
    "overview",
    "release",
    "solved",
    "solved_text",
    "to_bytes",
    "unnamed",
]

CELL_SECONDS = 5.0
LESSON_SECONDS = 60.0
TABLE_BEGIN, TABLE_END = "<!-- lessons:begin -->", "<!-- lessons:end -->"
PICTURE = Path("docs", "readme.png")
PICTURE_TAG = "readme-picture"

_METADATA = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    # No version: it would differ from one machine to the next.
    "language_info": {"name": "python"},
}
_REGION_MARKER = re.compile(r"^[ \t]*### (?:BEGIN|END) SOLUTION.*(?:\n|\Z)", re.MULTILINE)
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class BuildError(RuntimeError):
    """A lesson cannot be built; the text names the lesson and the cell, and says why."""


class UnknownLessonError(BuildError):
    """There is no lesson of that name."""


@dataclass(frozen=True)
class Stale:
    """A derived file that is not what its source makes.

    Attributes
    ----------
    path : str
        Relative to the root.
    reason : str
        What differs.
    mend : str
        The command that mends it.
    """

    path: str
    reason: str
    mend: str


@dataclass(frozen=True)
class Overview:
    """What the README says of a lesson."""

    name: str
    title: str
    minutes: int
    exercises: int
    points: float


@dataclass(frozen=True)
class Timing:
    """Seconds of processor time that a lesson's cells took."""

    cells: dict[str, float] = field(default_factory=dict)

    @property
    def total(self) -> float:
        """Sum over the cells."""
        return sum(self.cells.values())

    @property
    def slowest(self) -> tuple[str, float]:
        """Id and seconds of the slowest cell."""
        return max(self.cells.items(), key=lambda item: item[1], default=("", 0.0))


# --- the whole course ------------------------------------------------------------------


def build(
    root: str | Path,
    lessons: Sequence[str] = (),
    *,
    force: bool = False,
    report: Callable[[str], object] = print,
) -> None:
    """Make everything that is derived from the lessons' sources.

    Parameters
    ----------
    root : path
        The folder that holds ``source/`` and ``nbgrader_config.py``.
    lessons : sequence of str
        Names such as ``01_metrics``; all of them if empty. The README is always refreshed.
    force : bool
        Execute the solutions even if their text is unchanged.
    report : callable
        Takes one line for each thing that was done.

    Raises
    ------
    BuildError
        If a lesson is not sound, a cell raises, or a cell takes too long.
    """
    root = Path(root)
    for path in chosen(root, lessons):
        notebook = normalise(_read(path))
        if write_atomic(path, to_bytes(notebook)):
            report(f"{path.stem}: source normalised")
        # Both are made before either is written: they always belong together.
        released = release(root, path.stem, notebook)
        executed = _solution(root, path.stem, notebook, force)
        if write_atomic(_derived(root, "release", path.stem), released):
            report(f"{path.stem}: release written")
        if executed:
            data, line = executed
            write_atomic(_derived(root, "solutions", path.stem), data)
            report(line)
    if not lessons:
        for orphan in _orphans(root):
            orphan.unlink()
            report(f"{orphan.relative_to(root)}: removed, it has no source")
    for path, data in _readme_files(root).items():
        if write_atomic(root / path, data):
            report(f"{path}: refreshed")


def check(root: str | Path, lessons: Sequence[str] = ()) -> list[Stale]:
    """Say which derived files are stale, without writing or executing anything.

    A release is compared byte for byte. Of a solution, everything but the outputs is
    compared, and each code cell must have been executed: the bytes of a figure differ from
    one machine to the next, and the outputs' text is what nbval compares.

    Parameters
    ----------
    root, lessons
        As in `build`.

    Returns
    -------
    list of Stale
        Empty if all is fresh.

    Raises
    ------
    BuildError
        If a source is no lesson.
    """
    root = Path(root)
    stale = [
        Stale(path, reason, f"coursework build {name}")
        for name, path, reason in _stale_lessons(root, lessons)
    ]
    everything = "coursework build"
    if not lessons:
        for orphan in _orphans(root):
            stale.append(Stale(str(orphan.relative_to(root)), "it has no source", everything))
    if not any("solutions" in item.path for item in stale):  # the picture comes from them
        for path, data in _readme_files(root).items():
            if not _same(root / path, data):
                stale.append(Stale(str(path), "it is not what the lessons say", everything))
    return stale


def _stale_lessons(root: Path, lessons: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    for path in chosen(root, lessons):
        name, notebook = path.stem, normalise(_read(path))
        if not _same(path, to_bytes(notebook)):
            yield name, str(path.relative_to(root)), "it is not in its normal form"
        made = _derived(root, "release", name)
        if not _same(made, release(root, name, notebook)):
            yield (
                name,
                str(made.relative_to(root)),
                _missing_or(made, "it differs from its source"),
            )
        made = _derived(root, "solutions", name)
        if not _is_solution_of(made, notebook):
            reason = _missing_or(made, "it differs from its source or was not executed")
            yield name, str(made.relative_to(root)), reason


def _missing_or(path: Path, reason: str) -> str:
    return reason if path.exists() else "it is missing"


def _same(path: Path, data: bytes) -> bool:
    return path.is_file() and path.read_bytes() == data


def _derived(root: Path, step: str, name: str) -> Path:
    return root / step / name / f"{name}.ipynb"


def _orphans(root: Path) -> list[Path]:
    names = {path.stem for path in find_lessons(root / "source")}
    derived = [path for step in ("release", "solutions") for path in find_lessons(root / step)]
    return [path for path in derived if path.stem not in names]


def chosen(root: Path, lessons: Sequence[str]) -> list[Path]:
    """Return the paths of the named lessons' sources, of all if none is named.

    Raises
    ------
    UnknownLessonError
        With the names that there are.
    """
    paths = {path.stem: path for path in find_lessons(root / "source")}
    unknown = [name for name in lessons if name not in paths]
    if unknown:
        raise UnknownLessonError(
            f"There is no lesson {', '.join(unknown)} in {root / 'source'}. "
            f"There are: {', '.join(paths) or 'none'}."
        )
    return [paths[name] for name in sorted(lessons)] if lessons else list(paths.values())


# --- source ----------------------------------------------------------------------------


def to_bytes(notebook: NotebookNode) -> bytes:
    """Write a notebook as bytes: sorted keys, indent 1, one newline at the end."""
    return (nbformat.writes(notebook).rstrip("\n") + "\n").encode()


def normalise(notebook: NotebookNode) -> NotebookNode:
    """Return a source notebook in its one normal form.

    No outputs or execution counts, the cell id is the grade id, nbgrader's metadata are
    complete, all but answers is locked, nothing else but tags, a fixed kernel, format 4.5.

    Parameters
    ----------
    notebook : NotebookNode
        It is not changed.

    Returns
    -------
    NotebookNode
    """
    cells = [_normal_cell(cell) for cell in notebook.cells]
    return nbformat.from_dict(
        {"cells": cells, "metadata": _METADATA, "nbformat": 4, "nbformat_minor": 5}
    )


def _normal_cell(cell: NotebookNode) -> dict:
    graded = cell.metadata.get("nbgrader") or {}
    metadata: dict = {}
    if graded:
        metadata["nbgrader"] = _normal_grading(graded)
    if cell.metadata.get("tags"):
        metadata["tags"] = list(dict.fromkeys(cell.metadata["tags"]))
    normal = {
        "cell_type": cell.cell_type,
        "id": graded.get("grade_id") or cell.get("id", ""),
        "metadata": metadata,
        "source": cell.source.strip("\n"),
    }
    if cell.cell_type == "code":
        normal |= {"execution_count": None, "outputs": []}
    elif "attachments" in cell:
        normal["attachments"] = copy.deepcopy(cell.attachments)
    return normal


def _normal_grading(graded: dict) -> dict:
    normal = {
        "grade": bool(graded.get("grade")),
        "grade_id": graded.get("grade_id", ""),
        # Students write in solutions and in try cells, which have no settings of nbgrader.
        "locked": not graded.get("solution"),
        "schema_version": 3,
        "solution": bool(graded.get("solution")),
        "task": bool(graded.get("task")),
    }
    if normal["grade"]:
        points = float(graded.get("points") or 0)
        normal["points"] = int(points) if points.is_integer() else points
    return normal


def _read(path: Path) -> NotebookNode:
    try:
        notebook = read_notebook(path.read_bytes(), whole=True)
        Lesson.from_notebook(path.stem, notebook)
    except (UngradableError, LessonError) as error:
        raise BuildError(f"{path}: {unnamed(error, path.stem)}") from error
    return notebook


def unnamed(error: Exception, name: str) -> str:
    """Return the text of an error without the lesson's name, for those who say it themselves.

    Examples
    --------
    >>> unnamed(BuildError("01_metrics: cell m1_plot is slow"), "01_metrics")
    'cell m1_plot is slow'
    """
    return str(error).removeprefix(f"{name}: ")


# --- release ---------------------------------------------------------------------------


class _Messages(logging.Handler):
    """Keep nbgrader's error messages: it logs the cause and raises something vague."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += record.getMessage().strip().splitlines()


def release(root: str | Path, name: str, notebook: NotebookNode) -> bytes:
    """Make a release with nbgrader's own converter and the root's configuration.

    It runs in a temporary folder without a database: the gradebook is never touched.

    Parameters
    ----------
    root : path
        Where ``nbgrader_config.py`` is.
    name : str
        Name of the lesson.
    notebook : NotebookNode
        Its source, in normal form.

    Returns
    -------
    bytes
        The notebook that students get.

    Raises
    ------
    BuildError
        If a region's marker is missing, or with nbgrader's reason.
    """
    _refuse_unpaired(name, notebook)
    # nbgrader takes seconds to import: only those who need it pay.
    from nbgrader.converters import GenerateAssignment, NbGraderException
    from nbgrader.coursedir import CourseDirectory

    log, messages = logging.Logger("coursework.release"), _Messages()
    log.addHandler(messages)
    with tempfile.TemporaryDirectory(prefix="coursework-release-") as folder:
        config = _nbgrader_config(Path(root))
        config.CourseDirectory.root = folder
        config.CourseDirectory.db_url = f"sqlite:///{folder}/unused.db"
        config.GenerateAssignment.no_database = True
        config.SaveCells.enabled = False
        write_atomic(_derived(Path(folder), "source", name), to_bytes(notebook))
        course = CourseDirectory(config=config, log=log, assignment_id=name)
        try:
            GenerateAssignment(coursedir=course, config=config, log=log).start()
        except NbGraderException as error:
            causes = [line for line in messages.lines if "Error:" in line] or messages.lines
            raise BuildError(
                f"{name}: nbgrader makes no release. {causes[0] if causes else error}"
            ) from error
        made = _derived(Path(folder), "release", name).read_bytes()
    return made.rstrip(b"\n") + b"\n"


def _refuse_unpaired(name: str, notebook: NotebookNode) -> None:
    """Name the marker that is missing: nbgrader would take the whole cell, or leave it all."""
    for cell in Lesson.from_notebook(name, notebook).by_role(Role.ANSWER, Role.CHECK):
        for region in ("SOLUTION", "HIDDEN TESTS"):
            begin, end = (f"### {word} {region}" for word in ("BEGIN", "END"))
            begins, ends = cell.source.count(begin), cell.source.count(end)
            if begins < ends or (cell.role is Role.ANSWER and region == "SOLUTION" and not begins):
                raise BuildError(f"{name}: cell {cell.id} has no line '{begin}' above '{end}'.")
            if begins > ends:
                raise BuildError(f"{name}: cell {cell.id} has no line '{end}' below '{begin}'.")


def _nbgrader_config(root: Path):
    from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

    try:
        return PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    except ConfigFileNotFound as error:
        raise BuildError(f"There is no nbgrader_config.py in {root}.") from error


# --- solutions -------------------------------------------------------------------------


def solved_text(source: str) -> str:
    r"""Remove the markers of solution regions, and the hidden tests.

    Examples
    --------
    >>> print(solved_text("def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION"))
    def f():
        return 1
    """
    return _REGION_MARKER.sub("", without_hidden_tests(source)).rstrip("\n")


def solved(notebook: NotebookNode) -> NotebookNode:
    """Return the solved notebook of a normal source, not yet executed."""
    made = copy.deepcopy(notebook)
    for cell in made.cells:
        cell.source = solved_text(cell.source)
    return made


def execute(name: str, notebook: NotebookNode) -> tuple[NotebookNode, Timing]:
    """Execute a notebook in a real kernel and an empty folder.

    Parameters
    ----------
    name : str
        Name of the lesson, for errors.
    notebook : NotebookNode
        It is not changed.

    Returns
    -------
    notebook : NotebookNode
        With outputs, and nothing in it that changes from run to run.
    timing : Timing

    Raises
    ------
    BuildError
        If a cell raises, or a cell or the lesson is slower than the limits.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    notebook = copy.deepcopy(notebook)
    clock = _Clock()
    client = NotebookClient(
        notebook,
        kernel_name=_METADATA["kernelspec"]["name"],
        timeout=int(LESSON_SECONDS),
        record_timing=False,
        coalesce_streams=True,
        shutdown_kernel="immediate",
        on_cell_execute=clock.start,
        on_cell_executed=clock.stop,
    )
    clock.client = client
    with tempfile.TemporaryDirectory(prefix="coursework-run-") as folder:
        try:
            # What a kernel writes to its own stderr is about its transport, not the lesson.
            client.execute(cwd=folder, env=_environment(folder), stderr=subprocess.DEVNULL)
        except CellExecutionError as error:
            message = f"raised {error.ename}: {error.evalue}"
            raise BuildError(f"{name}: cell {clock.cell} {message}") from error
        except CellTimeoutError as error:
            message = f"ran longer than {LESSON_SECONDS:g} s"
            raise BuildError(f"{name}: cell {clock.cell} {message}") from error
        except DeadKernelError as error:
            raise BuildError(f"{name}: cell {clock.cell} killed the kernel") from error
    timing = Timing(clock.seconds)
    _refuse_slow(name, timing)
    notebook.metadata = nbformat.from_dict(_METADATA)
    return notebook, timing


class _Clock:
    """Processor time of each cell: unlike the wall's, it bears other work on the machine."""

    def __init__(self) -> None:
        self.client = None
        self.cell = ""
        self.seconds: dict[str, float] = {}
        self._before = 0.0

    def start(self, cell: NotebookNode, cell_index: int) -> None:
        self.cell = cell.id
        self._before = self._now()

    def stop(self, cell: NotebookNode, cell_index: int, execute_reply: dict) -> None:
        self.seconds[cell.id] = self._now() - self._before

    def _now(self) -> float:
        import psutil

        times = psutil.Process(self.client.km.provisioner.pid).cpu_times()
        return times.user + times.system


def _environment(folder: str) -> dict[str, str]:
    """Leave out what would make a run depend on the machine or the person."""
    environment = {key: value for key, value in os.environ.items() if key != "MPLBACKEND"}
    return environment | {
        **dict.fromkeys(_ONE_THREAD, "1"),
        "PYTHONHASHSEED": "0",
        "IPYTHONDIR": os.path.join(folder, ".ipython"),
    }


def _refuse_slow(name: str, timing: Timing) -> None:
    cell, seconds = timing.slowest
    if seconds > CELL_SECONDS:
        raise BuildError(
            f"{name}: cell {cell} takes {seconds:.1f} s; the limit is {CELL_SECONDS:g} s. "
            "Use fewer samples, epochs or seeds, or split the cell."
        )
    if timing.total > LESSON_SECONDS:
        raise BuildError(
            f"{name}: its cells take {timing.total:.0f} s together; "
            f"the limit is {LESSON_SECONDS:g} s. The slowest is {cell}, {seconds:.1f} s."
        )


def _solution(
    root: Path, name: str, notebook: NotebookNode, force: bool
) -> tuple[bytes, str] | None:
    """Return the executed solution and what to report of it; None if it is fresh."""
    if not force and _is_solution_of(_derived(root, "solutions", name), notebook):
        return None
    started = time.monotonic()
    executed, timing = execute(name, solved(notebook))
    cell, seconds = timing.slowest
    line = (
        f"{name}: solution executed in {time.monotonic() - started:.0f} s, "
        f"{timing.total:.1f} s of it in cells; the slowest is {cell}, {seconds:.1f} s"
    )
    return to_bytes(executed), line


def _is_solution_of(path: Path, notebook: NotebookNode) -> bool:
    if not path.is_file():
        return False
    try:
        stored = read_notebook(path.read_bytes(), whole=True)
    except UngradableError:
        return False
    executed = all(
        cell.execution_count is not None
        for cell in stored.cells
        if cell.cell_type == "code" and cell.source.strip()
    )
    for cell in stored.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return executed and to_bytes(stored) == to_bytes(solved(notebook))


# --- README ----------------------------------------------------------------------------


def overview(lesson: Lesson) -> Overview:
    """Read a lesson's title and minutes from its first cell.

    Raises
    ------
    BuildError
        If the title or the line below it is not as in ``# 03. Title`` and ``30 minutes``.
    """
    first = lesson.cells[0].source if lesson.cells else ""
    found = re.match(r"# \d+\. (?P<title>[^\n]+)\n+(?P<line>[^\n]+)", first)
    minutes = re.search(r"(\d+) minutes", found["line"]) if found else None
    if not found or not minutes:
        raise BuildError(
            f"{lesson.name}: the first cell must open with a title such as "
            "'# 03. Stop training at the right time' and a line that says the minutes, "
            "such as '60 minutes, medium, after lesson 02'."
        )
    return Overview(
        lesson.name, found["title"].strip(), int(minutes[1]), len(lesson.exercises), lesson.points
    )


def _readme_files(root: Path) -> dict[Path, bytes]:
    """Return the README and its picture as they should be, by path from the root."""
    lessons = [Lesson.from_notebook(p.stem, _read(p)) for p in find_lessons(root / "source")]
    files = {Path("README.md"): _readme(root, [overview(lesson) for lesson in lessons])}
    picture = _picture(root, lessons)
    return files | {PICTURE: picture} if picture else files


def _readme(root: Path, rows: Sequence[Overview]) -> bytes:
    text = (root / "README.md").read_text(encoding="utf-8")
    before, begin, rest = text.partition(TABLE_BEGIN)
    _, end, after = rest.partition(TABLE_END)
    if not begin or not end:
        raise BuildError(
            f"README.md has no place for the lesson table. Put a line {TABLE_BEGIN} "
            f"and a line {TABLE_END} where it belongs."
        )
    return f"{before}{begin}\n{_table(rows)}\n{end}{after}".encode()


def _table(rows: Sequence[Overview]) -> str:
    lines = [
        "| lesson | what you learn | exercises | points | minutes |",
        "|:--|:--|--:|--:|--:|",
    ]
    lines += [
        f"| [{row.name}](release/{row.name}/{row.name}.ipynb) | {row.title} "
        f"| {row.exercises} | {row.points:g} | {row.minutes} |"
        for row in rows
    ]
    return "\n".join(lines)


def _picture(root: Path, lessons: Sequence[Lesson]) -> bytes | None:
    """Take the README's picture from the solution that draws it."""
    tagged = [
        (lesson.name, cell.id)
        for lesson in lessons
        for cell in lesson.cells
        if PICTURE_TAG in cell.tags and cell.role is not Role.TEXT
    ]
    if not tagged:
        return None
    if len(tagged) > 1:
        places = ", ".join(f"{name}: {id_}" for name, id_ in tagged)
        raise BuildError(f"One cell only may have the tag {PICTURE_TAG}. These have it: {places}.")
    name, id_ = tagged[0]
    solution = nbformat.read(_derived(root, "solutions", name), as_version=4)
    for cell in solution.cells:
        for output in cell.get("outputs", []) if cell.id == id_ else []:
            if "image/png" in output.get("data", {}):
                return base64.b64decode(output.data["image/png"])
    raise BuildError(f"{name}: cell {id_} has the tag {PICTURE_TAG} but draws no figure.")
