"""Grade a course folder: submissions in, gradebook, notebooks, feedback and tables out."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from coursework import grade, report
from coursework.grade import CourseError, Result, Workers
from coursework.judge import sandbox
from coursework.lesson import Lesson, LessonError, find_lessons
from coursework.record import read_record
from coursework.text import one_line, readable, storable

if TYPE_CHECKING:
    from coursework.gradebook import CourseGradebook

__all__ = ["Graded", "find_strays", "find_submissions", "grade_course", "grade_lessons"]

CSV_START = b"assignment,duedate,timestamp,student_id,"
SHOWN = 5  # names of files that one line lists
MAX_ERROR = 5000


@dataclass(frozen=True)
class Graded:
    """What grading one lesson gave.

    Attributes
    ----------
    results : list of Result
        In order of arrival.
    marks : dict of str to Marks
        What the gradebook holds now, by student.
    """

    results: list[Result] = field(default_factory=list)
    marks: dict[str, report.Marks] = field(default_factory=dict)


def grade_course(
    root: str | Path,
    lessons: Sequence[str] | None = None,
    students: Sequence[str] | None = None,
    *,
    submitted: str | Path | None = None,
    jobs: int | None = None,
    unconfined: bool = False,
    feedback: bool = False,
    export: str | Path | None = None,
    db_url: str | None = None,
    force: bool = False,
    scheduler: str | None = None,
    console: Console | None = None,
) -> int:
    """Grade submissions and print what came of it.

    Parameters
    ----------
    root : path
        The folder that holds ``source/``.
    lessons, students : sequence of str, optional
        Names; all of them if empty.
    submitted : path, optional
        The folder with ``<student>/<lesson>/<lesson>.ipynb``; ``<root>/submitted`` if not given.
    jobs : int, optional
        Processes; one for each core if not given.
    unconfined : bool
        Run students' code without the sandbox.
    feedback : bool
        Write ``feedback/`` too.
    export : path, optional
        Write all marks as CSV to this file.
    db_url : str, optional
        As in `CourseGradebook`.
    force : bool
        Grade again what has not changed since an earlier run, too.
    scheduler : str, optional
        Address of a Dask scheduler, whose workers grade in place of this machine's processes.
    console : rich.console.Console, optional

    Returns
    -------
    int
        Exit code: 0 if every submission has its mark or its reason, 2 if grading could not
        run here.
    """
    console = console or Console()
    started = time.perf_counter()
    root = Path(root)
    submitted = Path(submitted) if submitted else root / "submitted"
    try:
        results = grade_lessons(
            root,
            lessons or (),
            students or (),
            submitted=submitted,
            jobs=jobs,
            confined=not unconfined,
            feedback=feedback,
            export=Path(export) if export else None,
            db_url=db_url,
            force=force,
            scheduler=scheduler,
            console=console,
        )
    except (CourseError, LessonError, OSError, sandbox.SandboxUnavailable) as error:
        text = readable(str(error), MAX_ERROR)
        console.print(text, style="red", markup=False, highlight=False, soft_wrap=True)
        if isinstance(error, sandbox.SandboxUnavailable):
            console.print("To grade without a sandbox all the same: --unconfined", markup=False)
        return 2
    for graded in results.values():
        console.print(report.marks_table(graded.results, graded.marks))
        if len(graded.results) > 1:
            console.print(report.missed_table(graded.results))
    console.print(_tally(results, time.perf_counter() - started), highlight=False)
    _say_strays(root, submitted, students or (), console)
    return 0


def _tally(results: Mapping[str, Graded], seconds: float) -> str:
    fresh = [result.fresh for graded in results.values() for result in graded.results]
    text = f"{sum(fresh)} submission{'' if sum(fresh) == 1 else 's'} graded in {seconds:.1f} s"
    unchanged = len(fresh) - sum(fresh)
    return f"{text}, {unchanged} unchanged since they were graded." if unchanged else f"{text}."


def _say_strays(root: Path, submitted: Path, students: Sequence[str], console: Console) -> None:
    """Tell who has no row in the tables, and why."""
    names = [path.stem for path in find_lessons(root / "source")]
    lines = [
        f"  {one_line(place)}: {found}"
        for place, found in find_strays(submitted, names)
        if not students or place in students
    ]
    if lines:
        head = f"No submission was recognised here. Wanted: {_wanted(submitted)}"
        text = "\n".join([head, *lines])
        console.print(text, style="yellow", markup=False, highlight=False, soft_wrap=True)


def find_strays(submitted: Path, lessons: Sequence[str]) -> list[tuple[str, str]]:
    """List what lies where a submission could be, and is none.

    Parameters
    ----------
    submitted : Path
    lessons : sequence of str
        All lessons of the course.

    Returns
    -------
    list of (str, str)
        Name of a student's folder, or of a notebook that lies beside these folders, and what
        was found there. A student's files are listed if they are notebooks or folders, or if
        the student handed in nothing else.
    """
    strays = []
    for place in sorted(_visible(submitted), key=lambda place: report.by_name(place.name)):
        is_folder = os.path.isdir(place)
        if is_folder and not _is_safe(place.name):
            strays.append(
                (place.name, "a name with < in it, which nbgrader's pages run: rename it")
            )
        elif is_folder and not _is_open(place):
            strays.append((place.name, "a folder that you may not read: change its rights"))
        elif is_folder:
            found = _visible(place)
            others = [path for path in found if path.name not in lessons]
            notebooks = [path for path in others if os.path.isdir(path) or path.suffix == ".ipynb"]
            listed = others if len(others) == len(found) else notebooks
            if listed or not found:
                strays.append((place.name, _listed(map(_inside, listed))))
        elif place.suffix == ".ipynb":
            strays.append((place.name, "a file, not a student's folder"))
    return strays


def _is_safe(name: str) -> bool:
    """Whether a student's name can be shown: the formgrader puts it into tooltips as HTML."""
    return "<" not in name


def _is_open(folder: Path) -> bool:
    """Whether this user may list a folder and open what lies in it."""
    return os.access(folder, os.R_OK | os.X_OK)


def _visible(folder: Path) -> list[Path]:
    """List a folder without hidden files; one that cannot be read holds nothing."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return []


def _inside(path: Path) -> str:
    """Name a file, or the first notebook of a folder."""
    if not os.path.isdir(path):
        return path.name
    if not _is_open(path):
        return f"{path.name}/ (which you may not read)"
    notebooks = [f"{path.name}/{one.name}" for one in _visible(path) if one.suffix == ".ipynb"]
    return notebooks[0] if notebooks else f"{path.name}/"


def _listed(names: Iterable[str]) -> str:
    names = [one_line(name) for name in names]
    more = [f"{len(names) - SHOWN} more"] if len(names) > SHOWN else []
    return ", ".join([*names[:SHOWN], *more]) or "nothing"


def _wanted(submitted: Path) -> str:
    return f"{submitted}/<student>/<lesson>/<lesson>.ipynb"


def find_submissions(submitted: Path, lesson: str) -> list[tuple[str, Path]]:
    """List the students who handed in a lesson, with the path of their notebook.

    Parameters
    ----------
    submitted : Path
    lesson : str

    Returns
    -------
    list of (str, Path)
        In order of name. A folder without a notebook counts: its student gets a reason.

    Raises
    ------
    CourseError
        If a folder's name is not UTF-8: no gradebook could hold it.
    """
    found = [
        (folder.parent.name, folder / f"{lesson}.ipynb")
        for folder in submitted.glob(f"*/{lesson}")
        if not folder.parent.name.startswith(".") and _is_safe(folder.parent.name)
    ]
    found.sort(key=lambda one: report.by_name(one[0]))
    for student, path in found:
        if storable(student) != student:
            raise CourseError(
                f"The name of the folder {os.fsencode(path.parents[1])!r} is not UTF-8. Rename it."
            )
    return found


def grade_lessons(
    root: Path,
    lessons: Sequence[str] = (),
    students: Sequence[str] = (),
    *,
    submitted: Path | None = None,
    jobs: int | None = None,
    confined: bool = True,
    feedback: bool = False,
    export: Path | None = None,
    db_url: str | None = None,
    force: bool = False,
    scheduler: str | None = None,
    console: Console,
) -> dict[str, Graded]:
    """Grade submissions, write everything, and return the results.

    Parameters
    ----------
    root, lessons, students, submitted, jobs, feedback, export, db_url, force, scheduler, console
        As in `grade_course`.
    confined : bool
        Whether students' code runs in the sandbox.

    Returns
    -------
    dict of str to Graded
        By lesson.

    Raises
    ------
    CourseError
        If there is nothing to grade, or the gradebook cannot take the results.
    SandboxUnavailable
        If `confined` and the machine has no sandbox.
    """
    if confined and not scheduler:
        sandbox.require()
    if export:
        _check_export(export)
    submitted = submitted or root / "submitted"
    with _executor(jobs, scheduler) as executor:
        work = _find_work(root, lessons, students, submitted)
        options = {"executor": executor, "confined": confined}
        # Hand out first: while the workers grade, this process imports nbgrader.
        streams = [
            _grade_found(
                lesson, found, None if force else _known(root, lesson, found, confined), options
            )
            for _, lesson, found in work
        ]
        with _gradebook(root, submitted, db_url) as book, _progress(console) as progress:
            results = {lesson.name: Graded() for _, lesson, _ in work}
            for stream, (path, lesson, found) in zip(streams, work, strict=True):
                book.register(lesson.name, path)
                bar = progress.add_task(lesson.name, total=len(found))
                graded = results[lesson.name]
                for result, marks in _recorded(book, stream, lesson, found, options):
                    graded.marks[result.student] = marks
                    graded.results.append(result)
                    progress.advance(bar)
            if feedback:
                _write_feedback(book, results, progress, console)
            if export:
                book.export(export)
    return results


@contextmanager
def _executor(jobs: int | None, scheduler: str | None) -> Iterator[Executor]:
    if scheduler:
        from coursework.cluster import Cluster

        with Cluster(scheduler) as executor:
            yield executor
    else:
        with Workers(jobs) as executor:
            yield executor


def _known(
    root: Path, lesson: Lesson, found: Sequence[tuple[str, Path]], confined: bool
) -> grade.Known:
    """Return what says whether a submission was graded in an earlier run, by its record.

    It looks where nbgrader puts graded notebooks if nothing else is configured: what is
    configured, only nbgrader knows, and that is still to be imported.
    """
    folders = {student: path.parent for student, path in found}

    def known(student: str, digest: str) -> Result | None:
        folder = root / "autograded" / student / lesson.name
        time_stamp = "".join(grade.handed_in(folders[student]))
        kept = read_record(folder, digest, time_stamp, confined=confined)
        return kept and Result(student, lesson.name, digest, fresh=False, **kept)

    return known


def _recorded(
    book: CourseGradebook,
    stream: Iterator[Result],
    lesson: Lesson,
    found: Sequence[tuple[str, Path]],
    options: dict,
) -> Iterator[tuple[Result, report.Marks]]:
    """Write results into the gradebook; grade what it does not hold in spite of a record."""
    paths, lost = dict(found), []
    for result in stream:
        marks = book.record(result) if result.fresh else book.marks(result)
        if marks is None:
            lost.append((result.student, paths[result.student]))
        else:
            yield result, marks
    for result in grade.grade_all(lesson, lost, **options):
        yield result, book.record(result)


def _check_export(path: Path) -> None:
    """Refuse, before any work is done, a place where the marks should not be written."""
    if not path.parent.is_dir():
        raise CourseError(f"The marks cannot go to {path}: there is no folder {path.parent}.")
    if not os.access(path.parent, os.W_OK):
        raise CourseError(f"The marks cannot go to {path}: {path.parent} cannot be written to.")
    if path.is_dir():
        raise CourseError(f"The marks cannot go to {path}: it is a folder. Name a file in it.")
    if path.exists() and not _holds_marks(path):
        raise CourseError(
            f"{path} exists and holds no marks that nbgrader exported, so it is not overwritten. "
            "Name another file, or move it away."
        )


def _holds_marks(path: Path) -> bool:
    if not path.is_file() or not os.access(path, os.R_OK):
        return False
    with path.open("rb") as file:
        return file.read(len(CSV_START)) in (b"", CSV_START)


def _grade_found(
    lesson: Lesson, found: Sequence[tuple[str, Path]], known: grade.Known | None, options: dict
) -> Iterator[Result]:
    """Hand out what was found; a notebook of another name is named, not graded."""
    misnamed = {student: reason for student, path in found if (reason := _misnamed(path))}
    fine = [(student, path) for student, path in found if student not in misnamed]
    return itertools.chain(
        [grade.ungradable(lesson, student, reason) for student, reason in misnamed.items()],
        grade.grade_all(lesson, fine, known=known, **options),
    )


def _misnamed(path: Path) -> str:
    """Say which notebooks are there, if the wanted one is not and there are others."""
    # What a symbolic link leads to is none of the student's business: see read_submission.
    if os.path.lexists(path) or any(map(os.path.islink, (path.parent, path.parents[1]))):
        return ""
    if not _is_open(path.parent):
        return ""
    others = [one.name for one in _visible(path.parent) if one.suffix == ".ipynb"]
    if not others:
        return ""
    return (
        f"There is no file {path.name} in this folder, but {_listed(others)}. "
        f"The notebook must be named {path.name}."
    )


@contextmanager
def _gradebook(root: Path, submitted: Path, db_url: str | None) -> Iterator[CourseGradebook]:
    from coursework.gradebook import CourseGradebook

    with CourseGradebook(root, submitted=submitted, db_url=db_url) as book:
        yield book


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )


def _find_work(
    root: Path, lessons: Sequence[str], students: Sequence[str], submitted: Path
) -> list[tuple[Path, Lesson, list[tuple[str, Path]]]]:
    paths = {path.stem: path for path in find_lessons(root / "source")}
    if not paths:
        raise CourseError(f"There are no lessons in {root / 'source'}.")
    unknown = [name for name in lessons if name not in paths]
    if unknown:
        raise CourseError(
            f"There is no lesson {', '.join(unknown)} in {root / 'source'}. "
            f"There are: {', '.join(paths)}."
        )
    if not submitted.is_dir():
        raise CourseError(f"There is no folder {submitted}. Wanted: {_wanted(submitted)}.")
    if not _is_open(submitted):
        raise CourseError(f"The folder {submitted} cannot be read by you. Change its rights.")
    chosen = list(dict.fromkeys(lessons or paths))
    found = {name: find_submissions(submitted, name) for name in chosen}
    everyone = {student for listed in found.values() for student, _ in listed}
    if not everyone.issuperset(students) or not everyone:
        missing = [name for name in students if name not in everyone]
        raise CourseError(_no_submissions(submitted, missing, chosen))
    work = []
    for name, listed in found.items():
        wanted = [one for one in listed if not students or one[0] in students]
        if wanted:
            work.append((paths[name], Lesson.read(paths[name]), wanted))
    return work


def _no_submissions(submitted: Path, students: Sequence[str], lessons: Sequence[str]) -> str:
    """Say what is missing, what is wanted and what lies there instead."""
    whose = f" of {', '.join(students)}" if students else ""
    places = [submitted / student for student in students] or _visible(submitted)
    there = _listed(found for place in places for found in _contents(place))
    return (
        f"There are no submissions{whose} to {', '.join(lessons)} in {submitted}. "
        f"Wanted: {_wanted(submitted)}. Found: {there}."
    )


def _contents(place: Path) -> list[str]:
    """Name what lies in a student's folder, or the place itself if that is no such folder."""
    if not os.path.exists(place):
        return [f"no folder {place.name}"]
    return [f"{place.name}/{_inside(path)}" for path in _visible(place)] or [_inside(place)]


def _write_feedback(
    book: CourseGradebook,
    results: dict[str, Graded],
    progress: Progress,
    console: Console,
) -> None:
    for lesson, graded in results.items():
        wanted = [one.student for one in graded.results if book.needs_feedback(one)]
        bar = progress.add_task(f"{lesson} feedback", total=len(wanted))
        for student, problem in book.write_feedback(lesson, wanted):
            if problem:
                text = f"No feedback for {one_line(student)}, {lesson}: {one_line(problem)}"
                console.print(text, style="red", markup=False)
            progress.advance(bar)
