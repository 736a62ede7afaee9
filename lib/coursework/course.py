"""Grade a course folder: submissions in, gradebook, notebooks, feedback and tables out."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from coursework import grade, report
from coursework.autograded import printable
from coursework.grade import CourseError, Result, Workers
from coursework.judge import sandbox
from coursework.lesson import Lesson, find_lessons

if TYPE_CHECKING:
    from coursework.gradebook import CourseGradebook

__all__ = ["find_submissions", "grade_course", "grade_lessons"]


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
    console : rich.console.Console, optional

    Returns
    -------
    int
        Exit code: 0 if every submission has its mark or its reason, 2 if grading could not
        run here.
    """
    console = console or Console()
    started = time.perf_counter()
    try:
        results = grade_lessons(
            Path(root),
            lessons or (),
            students or (),
            submitted=Path(submitted) if submitted else None,
            jobs=jobs,
            confined=not unconfined,
            feedback=feedback,
            export=Path(export) if export else None,
            db_url=db_url,
            console=console,
        )
    except (CourseError, sandbox.SandboxUnavailable) as error:
        console.print(str(error), style="red", markup=False, highlight=False)
        if isinstance(error, sandbox.SandboxUnavailable):
            console.print("To grade without a sandbox all the same: --unconfined", markup=False)
        return 2
    for graded in results.values():
        console.print(report.marks_table(graded))
    count = sum(len(graded) for graded in results.values())
    console.print(
        f"{count} submission{'' if count == 1 else 's'} graded in "
        f"{time.perf_counter() - started:.1f} s.",
        highlight=False,
    )
    return 0


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
        for folder in sorted(submitted.glob(f"*/{lesson}"))
        if not folder.parent.name.startswith(".")
    ]
    for student, path in found:
        if printable(student) != student:
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
    console: Console,
) -> dict[str, list[Result]]:
    """Grade submissions, write everything, and return the results.

    Parameters
    ----------
    root, lessons, students, submitted, jobs, feedback, export, db_url, console
        As in `grade_course`.
    confined : bool
        Whether students' code runs in the sandbox.

    Returns
    -------
    dict of str to list of Result
        By lesson, in order of arrival.

    Raises
    ------
    CourseError
        If there is nothing to grade, or the gradebook cannot take the results.
    SandboxUnavailable
        If `confined` and the machine has no sandbox.
    """
    if confined:
        sandbox.require()
    submitted = submitted or root / "submitted"
    with Workers(jobs) as workers:
        work = _find_work(root, lessons, students, submitted)
        # Hand out first: while the workers grade, this process imports nbgrader.
        streams = [
            (path, grade.grade_all(lesson, found, executor=workers, confined=confined))
            for path, lesson, found in work
        ]
        with _gradebook(root, submitted, db_url) as book, _progress(console) as progress:
            results = {}
            for (path, stream), (_, lesson, found) in zip(streams, work, strict=True):
                book.register(lesson.name, path)
                bar = progress.add_task(lesson.name, total=len(found))
                results[lesson.name] = []
                for result in stream:
                    book.record(result)
                    results[lesson.name].append(result)
                    progress.advance(bar)
            if feedback:
                _write_feedback(book, results, progress, console)
            if export:
                book.export(export)
    return results


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
    unknown = [name for name in lessons if name not in paths]
    if unknown:
        raise CourseError(
            f"There is no lesson {', '.join(unknown)} in {root / 'source'}. "
            f"There are: {', '.join(paths) or 'none'}."
        )
    work = []
    for name in lessons or paths:
        found = find_submissions(submitted, name)
        chosen = [one for one in found if not students or one[0] in students]
        if chosen:
            work.append((paths[name], Lesson.read(paths[name]), chosen))
    if not work:
        whose = f" of {', '.join(students)}" if students else ""
        what = ", ".join(lessons or paths)
        raise CourseError(
            f"There are no submissions{whose} to {what} in {submitted}. "
            "Wanted: <student>/<lesson>/<lesson>.ipynb."
        )
    return work


def _write_feedback(
    book: CourseGradebook,
    results: dict[str, list[Result]],
    progress: Progress,
    console: Console,
) -> None:
    for lesson, graded in results.items():
        bar = progress.add_task(f"{lesson} feedback", total=len(graded))
        for student, problem in book.write_feedback(lesson, [one.student for one in graded]):
            if problem:
                text = f"No feedback for {student}, {lesson}: {problem}"
                console.print(text, style="red", markup=False)
            progress.advance(bar)
