"""A lesson notebook as data: its cells by role, its exercises and points, and a submission to it.

Everything else asks this module; nothing else reads nbgrader's metadata.
"""

from __future__ import annotations

import ast
import enum
import functools
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

__all__ = [
    "Cell",
    "Exercise",
    "Lesson",
    "LessonError",
    "Role",
    "Submission",
    "UngradableError",
    "check_title",
    "defined_names",
    "exercise_titles",
    "find_lessons",
    "forbidden_names",
    "hidden_lines",
    "match_cells",
    "read_notebook",
    "solution_lines",
    "without_hidden_tests",
    "without_solution",
]

STUB = 'raise NotImplementedError("Your turn: replace this line with your code.")'
SETUP_TAG = "setup"
TRY_TAG = "try-it"
# Far more than any notebook has; nbformat needs seconds and gigabytes for what is beyond.
MAX_CELLS = 2000
MAX_PARTS = 200_000

_SOLUTION = re.compile(
    r"^(?P<indent>[ \t]*)### BEGIN SOLUTION[^\n]*\n(?P<body>.*?)^[ \t]*### END SOLUTION[^\n]*$",
    re.MULTILINE | re.DOTALL,
)
_HIDDEN = re.compile(
    r"^[ \t]*### BEGIN HIDDEN TESTS[^\n]*\n(?P<body>.*?)^[ \t]*### END HIDDEN TESTS[^\n]*\n?",
    re.MULTILINE | re.DOTALL,
)


class LessonError(ValueError):
    """A source notebook is not a lesson; the text says where and how to mend it."""


class UngradableError(ValueError):
    """A submission cannot be graded; the text is the reason that an instructor reads."""


class Role(enum.StrEnum):
    """What a cell is for. See CONTRIBUTING.md for how each is marked."""

    TEXT = "text"
    SETUP = "setup"
    DEMO = "demo"
    ANSWER = "answer"
    CHECK = "check"
    WRITTEN = "written"
    TRY = "try"
    EXTRA = "extra"


@dataclass(frozen=True)
class Cell:
    """One cell of a lesson or of a submission.

    Attributes
    ----------
    id : str
        nbgrader's grade id, which is also the notebook's cell id in a source.
    role : Role
    source : str
        Text of the cell.
    is_code : bool
    tags : tuple of str
    points : float
        0 for cells that are not graded.
    index : int
        Position in its notebook, from 0.
    """

    id: str
    role: Role
    source: str
    is_code: bool = True
    tags: tuple[str, ...] = ()
    points: float = 0.0
    index: int = 0


@dataclass(frozen=True)
class Exercise:
    """An answer cell and the check cell that follows it, or a written answer.

    Attributes
    ----------
    id : str
        Grade id of the answer cell.
    answer : Cell
    check : Cell
        For a written answer, the same cell.
    title : str
        As in ``with exercise("1.1 Accuracy"):``, else the id.
    """

    id: str
    answer: Cell
    check: Cell
    title: str

    @property
    def points(self) -> float:
        """Points that the exercise is worth."""
        return self.check.points

    @property
    def written(self) -> bool:
        """Whether a person grades it."""
        return self.check.role is Role.WRITTEN

    @functools.cached_property
    def forbidden(self) -> frozenset[str]:
        """Names of the library that the check forbids, as in ``forbidden("...")``."""
        return forbidden_names(self.check.source) if self.check.is_code else frozenset()

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        """Names that the answer cell defines, which the judge binds to stand-ins."""
        return defined_names(self.answer.source)


@dataclass(frozen=True)
class Lesson:
    """A source notebook.

    Attributes
    ----------
    name : str
        Name of its folder and file, such as ``01_metrics``.
    cells : tuple of Cell
        In order.
    """

    name: str
    cells: tuple[Cell, ...] = field(repr=False)

    @classmethod
    def read(cls, path: str | Path) -> Lesson:
        """Read ``source/<lesson>/<lesson>.ipynb``.

        Raises
        ------
        LessonError
            If the file is no notebook or a cell's role is unclear.
        """
        path = Path(path)
        try:
            notebook = read_notebook(path.read_bytes())
        except UngradableError as error:
            raise LessonError(f"{path}: {error}") from error
        return cls.from_notebook(path.stem, notebook)

    @classmethod
    def from_notebook(cls, name: str, notebook: nbformat.NotebookNode) -> Lesson:
        """Make a lesson from a notebook that is already in memory."""
        cells = tuple(_source_cell(cell, index) for index, cell in enumerate(notebook.cells))
        lesson = cls(name, cells)
        ids = [cell.id for cell in cells]
        twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
        if twice:
            raise LessonError(f"{name}: these cell ids stand more than once: {', '.join(twice)}")
        _ = lesson.exercises  # fails early where a check has no answer
        return lesson

    @functools.cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """Exercises in order."""
        found = []
        answer = None
        for cell in self.cells:
            if cell.role is Role.ANSWER:
                answer = cell
            elif cell.role is Role.WRITTEN:
                found.append(Exercise(cell.id, cell, cell, cell.id))
            elif cell.role is Role.CHECK:
                if answer is None or not cell.id.startswith(answer.id):
                    raise LessonError(
                        f"{self.name}: check cell {cell.id!r} has no answer cell before it. "
                        f"Its id must be the answer's id and a suffix, as in 'm1_mean_check'."
                    )
                found.append(Exercise(answer.id, answer, cell, check_title(cell)))
        return tuple(found)

    @property
    def points(self) -> float:
        """Sum of all points."""
        return sum(exercise.points for exercise in self.exercises)

    @functools.cached_property
    def digest(self) -> str:
        """SHA-256 of all that decides a mark: ids, roles, points and code of the cells."""
        state = hashlib.sha256()
        for cell in self.cells:
            if cell.role in (Role.SETUP, Role.ANSWER, Role.CHECK, Role.WRITTEN):
                state.update(repr((cell.id, cell.role, cell.points, cell.source)).encode())
        return state.hexdigest()

    def cell(self, id_: str) -> Cell | None:
        """Return the cell of that id, or None."""
        return next((cell for cell in self.cells if cell.id == id_), None)

    def by_role(self, *roles: Role) -> tuple[Cell, ...]:
        """Return the cells of these roles, in order."""
        return tuple(cell for cell in self.cells if cell.role in roles)


@dataclass(frozen=True)
class Submission:
    """A student's notebook, matched with its lesson.

    Attributes
    ----------
    cells : tuple of Cell
        What the student's process runs, in the notebook's order: setup cells (always the
        source's text), answers, changed try cells and extra code cells (the student's text).
        A setup cell that was deleted comes first.
    answers : dict of str to str
        Text of each answer or written cell, by grade id. Deleted ones are missing.
    notes : tuple of str
        What an instructor should know: cells that were deleted, changed or copied.
    notebook : NotebookNode
        The notebook as submitted.
    """

    cells: tuple[Cell, ...]
    answers: dict[str, str]
    notes: tuple[str, ...]
    notebook: nbformat.NotebookNode = field(repr=False)

    @classmethod
    def read(cls, lesson: Lesson, data: bytes) -> Submission:
        """Match the bytes of a notebook with the lesson.

        Raises
        ------
        UngradableError
            If it is no notebook, or none of the lesson's answer cells stand in it.
        """
        notebook = read_notebook(data)
        matched = list(match_cells(lesson, notebook))
        answers = {
            cell.id: cell.source for cell in matched if cell.role in (Role.ANSWER, Role.WRITTEN)
        }
        wanted = lesson.by_role(Role.ANSWER, Role.WRITTEN)
        if wanted and not answers:
            raise UngradableError(
                f"None of the {len(wanted)} answer cells of {lesson.name} stands in this notebook. "
                "Is it another lesson?"
            )
        runs = (Role.SETUP, Role.ANSWER, Role.EXTRA)
        cells = [cell for cell in matched if cell.role in runs and cell.is_code]
        present = {cell.id for cell in cells}
        lost = [cell for cell in lesson.by_role(Role.SETUP) if cell.id not in present]
        notes = tuple(_notes(lesson, notebook, matched))
        return cls((*lost, *cells), answers, notes, notebook)


def find_lessons(source: str | Path) -> list[Path]:
    """List ``<source>/<lesson>/<lesson>.ipynb`` in order of name."""
    return sorted(path for path in Path(source).glob("*/*.ipynb") if path.stem == path.parent.name)


def read_notebook(data: bytes) -> nbformat.NotebookNode:
    """Read a notebook of any version as version 4.

    Raises
    ------
    UngradableError
        With a reason in one line.
    """
    if not data.strip():
        raise UngradableError("The file is empty.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UngradableError(
            f"The file is not UTF-8 text (byte {error.start}). Was it saved by another program?"
        ) from error
    try:
        content = json.loads(text)
        _refuse_huge(content)
        if not all(isinstance(cell, dict) for cell in _listed_cells(content)):
            raise UngradableError("The file is not a notebook: a cell of it is none.")
        notebook = nbformat.reads(text, as_version=4)
        cells = notebook.cells
        sound = isinstance(cells, list) and all(_is_cell(cell) for cell in cells)
    except UngradableError:
        raise
    except RecursionError as error:
        raise UngradableError("The file is nested too deeply to be a notebook.") from error
    except Exception as error:
        raise UngradableError(f"The file is not a notebook: {_first_line(error)}") from error
    if not sound:
        raise UngradableError("The file is not a notebook: a cell has no type or no text.")
    return notebook


def without_solution(source: str) -> str:
    r"""Replace each solution region by the stub, as the release does.

    Examples
    --------
    >>> print(without_solution("def f():\n    ### BEGIN SOLUTION\n    return 1\n    ### END SOLUTION"))
    def f():
        raise NotImplementedError("Your turn: replace this line with your code.")
    """
    return _SOLUTION.sub(lambda match: match["indent"] + STUB, source)


def without_hidden_tests(source: str) -> str:
    r"""Remove the hidden regions of a check cell, as the release does.

    Examples
    --------
    >>> without_hidden_tests("a()\n### BEGIN HIDDEN TESTS\nb()\n### END HIDDEN TESTS")
    'a()'
    """
    return _HIDDEN.sub("", source).rstrip("\n")


def solution_lines(source: str) -> list[str]:
    """Return the stripped lines inside solution regions."""
    return _region_lines(_SOLUTION, source)


def hidden_lines(source: str) -> list[str]:
    """Return the stripped lines inside hidden test regions."""
    return _region_lines(_HIDDEN, source)


def defined_names(source: str) -> tuple[str, ...]:
    r"""Names that the top level of a cell defines: functions, classes and plain assignments.

    Examples
    --------
    >>> defined_names("def f(x): ...\nclass A: ...\nk, m = 1, 2")
    ('f', 'A', 'k', 'm')
    """
    names: list[str] = []
    for node in ast.parse(source).body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names.append(node.name)
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names += [
                name.id
                for target in targets
                for name in ast.walk(target)
                if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
            ]
    return tuple(dict.fromkeys(names))


def forbidden_names(source: str) -> frozenset[str]:
    r"""Names of the library that a check cell forbids: the literal texts in `forbidden(...)`.

    Examples
    --------
    >>> forbidden_names("with forbidden('goodpractice.metrics.f1_score'):\n    pass")
    frozenset({'goodpractice.metrics.f1_score'})
    """
    return frozenset(
        text.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "forbidden"
        for text in node.args
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
    )


def _region_lines(pattern: re.Pattern[str], source: str) -> list[str]:
    lines = [
        line.strip() for found in pattern.finditer(source) for line in found["body"].split("\n")
    ]
    return [line for line in lines if line]


# --- roles -----------------------------------------------------------------------------


def _source_cell(cell: nbformat.NotebookNode, index: int) -> Cell:
    metadata = cell.metadata.get("nbgrader", {})
    tags = tuple(cell.metadata.get("tags", ()))
    is_code = cell.cell_type == "code"
    id_ = metadata.get("grade_id") or cell.get("id", "")
    if not metadata:
        if TRY_TAG not in tags or not is_code:
            raise LessonError(
                f"Cell {index} ({id_!r}) has no nbgrader metadata. Lock it (grade_id, "
                f"locked: true), or tag it {TRY_TAG!r} if students may edit it."
            )
        role = Role.TRY
    else:
        role = _graded_role(metadata, tags, is_code, id_)
    points = float(metadata.get("points", 0) or 0)
    return Cell(id_, role, cell.source, is_code, tags, points, index)


def _graded_role(metadata: dict, tags: tuple[str, ...], is_code: bool, id_: str) -> Role:
    grade, solution = bool(metadata.get("grade")), bool(metadata.get("solution"))
    if not is_code:
        if grade and solution:
            return Role.WRITTEN
        if grade or solution:
            raise LessonError(f"Text cell {id_!r} is graded but is not a written answer.")
        return Role.TEXT
    if grade and solution:
        raise LessonError(f"Code cell {id_!r} is graded by hand. Split it in answer and check.")
    if grade:
        return Role.CHECK
    if solution:
        return Role.ANSWER
    return Role.SETUP if SETUP_TAG in tags else Role.DEMO


def check_title(check: Cell) -> str:
    """Return the title that a check cell gives to `exercise`, else its id without the suffix."""
    try:
        titles = list(exercise_titles(ast.walk(ast.parse(check.source))))
    except SyntaxError:  # the build says so
        titles = []
    return titles[0] if titles else check.id.removesuffix("_check")


def exercise_titles(statements: Iterable[ast.AST]) -> Iterator[str]:
    r"""Yield the title of each ``with exercise("..."):`` among some statements.

    Examples
    --------
    >>> source = 'with (\n    exercise("1.1 Accuracy"),\n    forbidden("x"),\n):\n    pass'
    >>> list(exercise_titles(ast.parse(source).body))
    ['1.1 Accuracy']
    """
    for statement in statements:
        for item in statement.items if isinstance(statement, ast.With) else ():
            match item.context_expr:
                case ast.Call(ast.Name("exercise"), [ast.Constant(str(title))]):
                    yield title


# --- matching a submission -------------------------------------------------------------

_LOST = {
    Role.SETUP: "restored",
    # A cell without its id, or with another, is an extra cell: what it defines is checked.
    Role.ANSWER: "points only if another cell defines what it should",
    Role.CHECK: "restored",
    Role.WRITTEN: "no points for it",
}


def _listed_cells(content: object) -> list:
    """Return the cells of a file's content, sound or not; none if it has no list of them."""
    old = isinstance(content, dict) and content.get("nbformat") == 3
    sheets = _list(content, "worksheets") if old else [content]
    return [cell for sheet in sheets for cell in _list(sheet, "cells")]


def _list(part: object, key: str) -> list:
    found = part.get(key) if isinstance(part, dict) else None
    return found if isinstance(found, list) else []


def _refuse_huge(content: object) -> None:
    """Count what a notebook is made of, before nbformat makes objects of it."""
    level, n_parts = [[content]], 0
    while level:
        level = [
            item
            for part in level
            for item in (part.values() if isinstance(part, dict) else part)
            if isinstance(item, (dict, list))
        ]
        n_parts += len(level)
        if n_parts > MAX_PARTS:
            raise UngradableError(
                f"The notebook has more than {MAX_PARTS} parts. "
                "Clear all outputs, save and hand in again."
            )
    n_cells = len(_listed_cells(content))
    if n_cells > MAX_CELLS:
        raise UngradableError(
            f"The notebook has {n_cells} cells; {MAX_CELLS} is the limit. "
            "Delete cells that are not part of the lesson, save and hand in again."
        )


def _is_cell(cell: object) -> bool:
    return (
        isinstance(cell, dict)
        and isinstance(cell.get("source"), str)
        and cell.get("cell_type") in ("code", "markdown", "raw")
        and isinstance(cell.get("metadata"), dict)
    )


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else type(error).__name__


def _submitted_id(cell: nbformat.NotebookNode) -> str:
    metadata = cell.metadata.get("nbgrader")
    grade_id = metadata.get("grade_id") if isinstance(metadata, dict) else None
    return grade_id if isinstance(grade_id, str) else str(cell.get("id", ""))


def match_cells(lesson: Lesson, notebook: nbformat.NotebookNode) -> Iterator[Cell]:
    """Give each submitted cell its role.

    Of several copies of an answer, the last one above its check is the answer, or simply the
    last one if none stands there. Of any other cell, the last copy counts.
    """
    by_id = {cell.id: cell for cell in lesson.cells}
    copies = _copies(lesson, notebook)
    places = {id_: indices[-1] for id_, indices in copies.items()}
    for exercise in lesson.exercises:
        end = places.get(exercise.check.id, -1)
        above = [index for index in copies.get(exercise.id, []) if index <= end]
        if above:
            places[exercise.id] = above[-1]
    for index, cell in enumerate(notebook.cells):
        id_ = _submitted_id(cell)
        source = by_id.get(id_)
        is_code = cell.cell_type == "code"
        if source is None or places.get(id_) != index:
            yield Cell(f"extra_{index}", Role.EXTRA, cell.source, is_code, index=index)
        elif source.role in (Role.ANSWER, Role.WRITTEN):
            yield Cell(id_, source.role, cell.source, is_code, source.tags, source.points, index)
        elif source.role is Role.TRY and cell.source != source.source:
            yield Cell(id_, Role.EXTRA, cell.source, is_code, source.tags, index=index)
        else:
            role = Role.DEMO if source.role is Role.TRY else source.role
            yield Cell(id_, role, source.source, source.is_code, source.tags, source.points, index)


def _copies(lesson: Lesson, notebook: nbformat.NotebookNode) -> dict[str, list[int]]:
    """Return where each cell of the lesson stands in the notebook, by grade id."""
    is_code = {cell.id: cell.is_code for cell in lesson.cells}
    copies: dict[str, list[int]] = {}
    for index, cell in enumerate(notebook.cells):
        id_ = _submitted_id(cell)
        if is_code.get(id_) == (cell.cell_type == "code"):
            copies.setdefault(id_, []).append(index)
    return copies


def _notes(lesson: Lesson, notebook: nbformat.NotebookNode, matched: list[Cell]) -> Iterator[str]:
    copies = _copies(lesson, notebook)
    for cell in lesson.by_role(*_LOST):
        found = len(copies.get(cell.id, []))
        if found == 0:
            yield f"The {cell.role} cell {cell.id} was deleted: {_LOST[cell.role]}."
        elif found > 1:
            what = "the last one above its check" if cell.role is Role.ANSWER else "the last one"
            times = f"{found} times: {what} counts"
            yield f"The {cell.role} cell {cell.id} stands in the notebook {times}."
    for cell, submitted in zip(matched, notebook.cells, strict=True):
        if cell.role in (Role.SETUP, Role.CHECK):
            released = without_hidden_tests(cell.source).strip()
            if submitted.source.strip() not in (released, cell.source.strip()):
                yield f"The {cell.role} cell {cell.id} was changed: the original was used."
