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
import warnings
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
MAX_PICTURES = 1000

_SOLUTION = re.compile(
    r"^(?P<indent>[ \t]*)### BEGIN SOLUTION[^\n]*\n(?P<body>.*?)^[ \t]*### END SOLUTION[^\n]*$",
    re.MULTILINE | re.DOTALL,
)
_HIDDEN = re.compile(
    r"^[ \t]*### BEGIN HIDDEN TESTS[^\n]*\n(?P<body>.*?)^[ \t]*### END HIDDEN TESTS[^\n]*\n?",
    re.MULTILINE | re.DOTALL,
)
# Types of cells, by version of nbformat. What is older has no metadata for nbgrader.
_KINDS = {3: ("code", "markdown", "raw", "heading", "html"), 4: ("code", "markdown", "raw")}
_CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")  # what nbformat allows
_SAVE_AGAIN = "Open it in Jupyter, save it and hand in again."


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
            notebook = read_notebook(path.read_bytes(), whole=True)
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
        What is used of the notebook as submitted, see `read_notebook`.
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


def read_notebook(data: bytes, *, whole: bool = False) -> nbformat.NotebookNode:
    """Read a notebook of version 3 or 4 as version 4.

    Parameters
    ----------
    data : bytes
    whole : bool
        Keep tags, outputs and all metadata, of a file that is trusted. Of what a student handed
        in, only what grading uses is kept: types, texts, ids and pasted pictures.

    Raises
    ------
    UngradableError
        With a reason in one line.
    """
    if not data.strip():
        raise UngradableError("The file is empty.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UngradableError(
            f"The file is not UTF-8 text (byte {error.start}). Was it saved by another program?"
        ) from error
    try:
        content = json.loads(text)
        _refuse_huge(content)
        _refuse_unsound(content)
        if not whole:
            text = json.dumps(_used(content))
        with warnings.catch_warnings():
            # nbformat gives new ids in place of those that stand twice, and quotes both.
            warnings.simplefilter("ignore")
            return nbformat.reads(text, as_version=4)
    except UngradableError:
        raise
    except RecursionError as error:
        raise UngradableError("The file is nested too deeply to be a notebook.") from error
    except json.JSONDecodeError as error:
        raise UngradableError(
            f"The file is not a notebook: it is no JSON ({error}). {_SAVE_AGAIN}"
        ) from error
    except Exception as error:  # of nbformat, in words that say nothing to an instructor
        raise UngradableError(
            f"The file is not a notebook that nbformat can read. {_SAVE_AGAIN}"
        ) from error


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
    n_pictures = sum(
        len(attached)
        for cell in _listed_cells(content)
        if isinstance(cell, dict) and isinstance(attached := cell.get("attachments"), dict)
    )
    if n_pictures > MAX_PICTURES:
        raise UngradableError(
            f"The notebook has {n_pictures} pasted pictures; {MAX_PICTURES} is the limit. "
            "Delete cells that are not part of the lesson, save and hand in again."
        )


def _refuse_unsound(content: object) -> None:
    """Say what is wrong with a notebook where nbformat would say it in Python's words."""
    if not isinstance(content, dict):
        raise UngradableError(f"The file is not a notebook: it has no cells. {_SAVE_AGAIN}")
    version = content.get("nbformat")
    if type(version) is not int or version not in _KINDS:
        raise UngradableError(f"The file is not a notebook of nbformat 3 or 4. {_SAVE_AGAIN}")
    cells = _listed_cells(content)
    if not all(isinstance(cell, dict) for cell in cells):
        raise UngradableError("The file is not a notebook: a cell of it is none.")
    for cell in cells:
        if cell.get("cell_type") not in _KINDS[version] or not _is_text(_text(cell, version)):
            raise UngradableError("The file is not a notebook: a cell has no type or no text.")


def _used(content: dict) -> dict:
    """Return a small and valid notebook: what grading uses of a sound one.

    What is invalid nbformat looks at a second time, more slowly, and compares each tag of a
    cell with all others: a student could keep it busy for days.
    """
    version = content["nbformat"]
    cells = [_used_cell(cell, version) for cell in _listed_cells(content)]
    made = {"nbformat": version, "metadata": {}}
    if version == 3:
        return made | {"nbformat_minor": 0, "worksheets": [{"cells": cells}]}
    return made | {"nbformat_minor": nbformat.current_nbformat_minor, "cells": cells}


def _used_cell(cell: dict, version: int) -> dict:
    kind, text, grade_id = cell["cell_type"], _text(cell, version), _grade_id(cell)
    metadata = {} if grade_id is None else {"nbgrader": {"grade_id": grade_id}}
    made = {"cell_type": kind, "metadata": metadata}
    if version == 3 and kind == "code":
        return made | {"input": text, "language": "python", "outputs": []}
    made["source"] = text
    if kind == "heading":
        # nbformat writes as many signs # as the level says, which may be a thousand million.
        level = cell.get("level")
        return made | {"level": level if isinstance(level, int) and 1 <= level <= 6 else 1}
    if version == 4 and isinstance(id_ := cell.get("id"), str) and _CELL_ID.fullmatch(id_):
        made["id"] = id_
    if kind == "code":
        return made | {"execution_count": None, "outputs": []}
    pictures = _pictures(cell) if version == 4 else {}
    return made | ({"attachments": pictures} if pictures else {})


def _text(cell: dict, version: int) -> object:
    return cell.get("input" if version == 3 and cell["cell_type"] == "code" else "source")


def _is_text(text: object) -> bool:
    lines = text if isinstance(text, list) else [text]
    return all(isinstance(line, str) for line in lines)


def _grade_id(cell: dict) -> str | None:
    metadata = cell.get("metadata")
    metadata = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = metadata.get("grade_id") if isinstance(metadata, dict) else None
    return grade_id if isinstance(grade_id, str) else None


def _pictures(cell: dict) -> dict[str, dict[str, object]]:
    """Return the pictures that were pasted into a text, and nothing else."""
    attached = cell.get("attachments")
    bundles = attached.items() if isinstance(attached, dict) else ()
    return {
        name: {kind: bundle[kind]}
        for name, bundle in bundles
        if isinstance(bundle, dict)
        for kind in ("image/png", "image/jpeg")
        if _is_text(bundle.get(kind))
    }


def _submitted_id(cell: nbformat.NotebookNode) -> str:
    grade_id = _grade_id(cell)
    return cell.get("id", "") if grade_id is None else grade_id


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
