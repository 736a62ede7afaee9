"""A new lesson from the template: small, complete with its answers, and sound as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from coursework.bank import FOLDER
from coursework.build import to_bytes
from coursework.files import write_atomic
from coursework.lesson import read_notebook

__all__ = ["TemplateError", "new_lesson"]

# The template is lesson 99 throughout: its ids, its exercise and its seed.
_NUMBER = "99"


class TemplateError(ValueError):
    """A lesson cannot be started; the text says why."""


def new_lesson(root: str | Path, name: str, title: str) -> Path:
    """Write ``source/<name>/<name>.ipynb`` and its answer bank from the template.

    Parameters
    ----------
    root : path
        The folder that holds ``source/`` and ``tests/answers/``.
    name : str
        Two digits, an underscore, and words, such as ``08_regularisation``.
    title : str
        What the lesson is about, without its number.

    Returns
    -------
    Path
        The new notebook.

    Raises
    ------
    TemplateError
        If the name has another form, or the lesson or its number exists.
    """
    found = re.fullmatch(r"(\d\d)_[a-z0-9_]+", name)
    if not found:
        raise TemplateError(
            f"A lesson's name is two digits, _ and words in a-z, 0-9 and _, as in "
            f"08_regularisation. It is not {name!r}."
        )
    taken = sorted(path.name for path in Path(root, "source").glob(f"{found[1]}_*"))
    if taken:
        raise TemplateError(f"Lesson {found[1]} exists: {taken[0]}. Take another number.")
    template = files("coursework").joinpath("templates/lesson.ipynb")
    notebook = read_notebook(template.read_bytes(), whole=True)
    number = str(int(found[1]))
    for cell in notebook.cells:
        cell.source = cell.source.replace(_NUMBER, number)
        cell.id = cell.id.replace(_NUMBER, number)
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader.grade_id = cell.id
    _, _, rest = notebook.cells[0].source.partition("\n")
    notebook.cells[0].source = f"# {found[1]}. {title}\n{rest}"
    path = Path(root, "source", name, f"{name}.ipynb")
    write_atomic(path, to_bytes(notebook))
    for place, data in _answers(number):
        write_atomic(Path(root, FOLDER, name, place), data)
    return path


def _answers(number: str) -> Iterator[tuple[Path, bytes]]:
    """Yield where each answer of the template's bank belongs, and what it says."""
    for file in files("coursework").joinpath("templates").iterdir():
        # Not .py: these are texts of a cell, which nothing should import or format.
        if file.name.endswith(".txt"):
            exercise, kind, name, _ = file.name.replace(_NUMBER, number).split(".")
            yield Path(exercise, kind, f"{name}.py"), file.read_bytes()
