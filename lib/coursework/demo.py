"""A class to look at: a dozen submissions from the answer bank, graded in a folder of its own."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat
from rich.console import Console

from coursework import report
from coursework.bank import Answer, compose, read_bank
from coursework.course import grade_lessons
from coursework.grade import CourseError
from coursework.judge import sandbox
from coursework.lesson import Lesson, Role, find_lessons, read_notebook

__all__ = ["CLASS", "DemoError", "compose_class", "run"]

FIRST = 2  # lessons that are graded if none is named: enough to read
MARKER = ".coursework-demo"

ALWAYS_EQUAL = """\
# Whatever this is compared with: it is equal.
class Chameleon(float):
    shape, dtype, ndim = (), float, 0
    __hash__ = None

    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__


def {name}(*args, **kwargs):
    return Chameleon()
"""

PATCHED_CHECKS = """\
# Make every check a function that is content with anything.
import goodpractice.checks as checks

for check in [name for name in dir(checks) if name.startswith("check_")]:
    setattr(checks, check, lambda *args, **kwargs: None)
    globals()[check] = getattr(checks, check)
checks.exercise.__exit__ = lambda *args: True


def {name}(*args, **kwargs):
    return None
"""


class DemoError(CourseError):
    """The demo cannot run; the text says why."""


@dataclass(frozen=True)
class Lab:
    """One lesson, as the class works on it.

    Attributes
    ----------
    lesson : Lesson
    release : NotebookNode
        What the students got.
    other : bytes
        The release of another lesson, or of none.
    right, wrong : dict of str to list of Answer
        The answer bank, by exercise.
    """

    lesson: Lesson
    release: nbformat.NotebookNode
    other: bytes
    right: Mapping[str, Sequence[Answer]]
    wrong: Mapping[str, Sequence[Answer]]


# --- the class -------------------------------------------------------------------------


def _perfect(lab: Lab, turn: int = 0) -> nbformat.NotebookNode:
    texts = {id_: answers[turn % len(answers)].text for id_, answers in lab.right.items()}
    return compose(lab.release, texts)


def _with_mistakes(lab: Lab, turn: int) -> nbformat.NotebookNode:
    """Answer every second exercise wrongly, each student others and in another way."""
    made = _perfect(lab, turn)
    chosen = [
        (id_, answers)
        for position, (id_, answers) in enumerate(lab.wrong.items())
        if len(lab.wrong) == 1 or (position + turn) % 2
    ]
    return compose(made, {id_: answers[turn % len(answers)].text for id_, answers in chosen})


def _without_checks(lab: Lab) -> nbformat.NotebookNode:
    made = _with_mistakes(lab, 3)
    checks = {cell.id for cell in lab.lesson.by_role(Role.CHECK)}
    made.cells = [cell for cell in made.cells if cell.id not in checks]
    return made


def _edited_checks(lab: Lab) -> nbformat.NotebookNode:
    checks = {cell.id: "print('all correct')" for cell in lab.lesson.by_role(Role.CHECK)}
    return compose(_with_mistakes(lab, 4), checks)


def _cheating(lab: Lab, text: str) -> nbformat.NotebookNode:
    cheats = {
        exercise.id: "\n".join(text.format(name=name) for name in exercise.names)
        for exercise in lab.lesson.exercises
        if not exercise.written
    }
    return compose(lab.release, cheats)


CLASS = {
    "ada": ("solves all exercises", lambda lab: _perfect(lab)),
    "emmy": ("solves all exercises in other ways", lambda lab: _perfect(lab, 1)),
    "blaise": ("makes typical mistakes", lambda lab: _with_mistakes(lab, 0)),
    "carl": ("makes other mistakes", lambda lab: _with_mistakes(lab, 1)),
    "sofia": ("makes yet other mistakes", lambda lab: _with_mistakes(lab, 2)),
    "tim": ("hands in the notebook untouched", lambda lab: lab.release),
    "grace": ("hands in half a file", lambda lab: nbformat.writes(lab.release).encode()[:2000]),
    "kurt": ("deletes the check cells", _without_checks),
    "leonhard": ("edits the check cells", _edited_checks),
    "maryam": ("hands in the wrong lesson", lambda lab: lab.other),
    "niels": (
        "returns an object that equals everything",
        lambda lab: _cheating(lab, ALWAYS_EQUAL),
    ),
    "pierre": ("rewrites the checks from inside", lambda lab: _cheating(lab, PATCHED_CHECKS)),
}


def compose_class(lab: Lab) -> Iterator[tuple[str, bytes]]:
    """Compose the submission of each student of `CLASS` to one lesson.

    Yields
    ------
    tuple of (str, bytes)
        Name of the student, and the file.
    """
    for student, (_, make) in CLASS.items():
        made = make(lab)
        yield student, made if isinstance(made, bytes) else nbformat.writes(made).encode()


# --- the run ---------------------------------------------------------------------------


def run(
    root: str | Path,
    folder: str | Path = "demo",
    console: Console | None = None,
    *,
    lessons: Sequence[str] | None = None,
) -> int:
    """Release some lessons, compose a class, grade it and show what came of it.

    Parameters
    ----------
    root : path
        The course folder: its sources, its settings and its answer bank are used.
    folder : path
        Where the class is put. It is made anew; a folder that this function did not make is
        left alone.
    console : rich.console.Console, optional
    lessons : sequence of str, optional
        Their names; the first two of the course if not given.

    Returns
    -------
    int
        Exit code: 0, or 2 if the demo could not run.
    """
    console = console or Console()
    started = time.perf_counter()
    root = Path(root).resolve()
    folder = root / folder
    try:
        confined = _confined(console)
        _fresh(folder)
        labs = list(_labs(root, folder, lessons))
        _hand_in(folder, labs, console)
        results = grade_lessons(
            folder,
            confined=confined,
            feedback=True,
            export=folder / "grades.csv",
            db_url=f"sqlite:///{folder / 'gradebook.db'}",
            console=console,
        )
    except (CourseError, sandbox.SandboxUnavailable) as error:
        console.print(str(error), style="red", markup=False, highlight=False)
        return 2
    for graded in results.values():
        console.print(report.marks_table(graded.results, graded.marks))
        mistakes = report.mistakes_table(graded.results)
        if mistakes.row_count:
            console.print(mistakes)
        console.print(report.missed_table(graded.results))
    _say_where(console, folder, time.perf_counter() - started)
    return 0


def _confined(console: Console) -> bool:
    try:
        sandbox.require()
    except sandbox.SandboxUnavailable as error:
        console.print(str(error), style="yellow", markup=False, highlight=False)
        console.print("This class comes from the repository, so it runs without a sandbox.")
        return False
    return True


def _fresh(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not (folder / MARKER).is_file()):
        raise DemoError(
            f"{folder} exists and was not made by the demo. Move it away, or name another "
            "folder: coursework demo --folder NAME."
        )
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARKER).write_text("The demo makes this folder anew at each run.\n")


def _chosen(root: Path, lessons: Sequence[str] | None) -> list[Path]:
    found = {path.stem: path for path in find_lessons(root / "source")}
    if not found:
        raise DemoError(f"There are no lessons in {root / 'source'}.")
    unknown = sorted(set(lessons or ()) - set(found))
    if unknown:
        raise DemoError(f"There is no lesson {unknown[0]}. There are: {', '.join(found)}.")
    return [path for name, path in found.items() if name in (lessons or list(found)[:FIRST])]


def _labs(root: Path, folder: Path, lessons: Sequence[str] | None) -> Iterator[Lab]:
    """Copy the lessons, release them with nbgrader, and sort the answer bank."""
    from coursework.gradebook import CourseGradebook

    sources = _chosen(root, lessons)
    shutil.copy(root / "nbgrader_config.py", folder)
    with CourseGradebook(folder, db_url=f"sqlite:///{folder / 'gradebook.db'}") as book:
        for path in sources:
            shutil.copytree(path.parent, folder / "source" / path.stem)
            book.release(path.stem)
    released = [folder / "release" / path.stem / path.name for path in sources]
    bank = read_bank(root / "tests" / "answers")
    for path, copy, other in zip(sources, released, [*released[1:], released[0]], strict=True):
        lesson = Lesson.read(path)
        answers = [answer for answer in bank if answer.lesson == lesson.name]
        yield Lab(
            lesson,
            read_notebook(copy.read_bytes(), whole=True),
            other.read_bytes() if other != copy else b"{}",
            _by_exercise(answers, right=True),
            _by_exercise(answers, right=False),
        )


def _by_exercise(answers: Sequence[Answer], *, right: bool) -> dict[str, list[Answer]]:
    found: dict[str, list[Answer]] = {}
    for answer in answers:
        if answer.right is right:
            found.setdefault(answer.exercise, []).append(answer)
    return found


def _hand_in(folder: Path, labs: Sequence[Lab], console: Console) -> None:
    console.print(f"A class of {len(CLASS)} students hands in {len(labs)} lessons:")
    for student, (what, _) in CLASS.items():
        console.print(f"  {student:10} {what}", highlight=False)
    for lab in labs:
        for student, data in compose_class(lab):
            path = folder / "submitted" / student / lab.lesson.name / f"{lab.lesson.name}.ipynb"
            path.parent.mkdir(parents=True)
            path.write_bytes(data)


def _say_where(console: Console, folder: Path, seconds: float) -> None:
    lines = [
        f"Composed, released, graded and answered in {seconds:.0f} s. Where to look:",
        f"  {folder / 'grades.csv'}: the marks, as nbgrader exports them",
        f"  {folder / 'feedback'}: a page for each student",
        f"  {folder / 'autograded'}: the graded notebooks",
        f"  {folder / 'gradebook.db'}: nbgrader's gradebook; open the formgrader in {folder}",
    ]
    for line in lines:
        console.print(line, markup=False, highlight=False, soft_wrap=True)
