"""The answer bank: right and wrong answers to each exercise, and notebooks made of them.

``tests/answers/<lesson>/<exercise>/right/<approach>.py`` and ``wrong/<mistake>.py`` hold the
full text of an answer cell. A wrong answer opens with a comment that says what the student
misunderstood and, in a line ``# Message must contain: <words>``, what the check has to say.
"""

from __future__ import annotations

import contextlib
import copy
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from nbformat import NotebookNode

__all__ = [
    "FOLDER",
    "Answer",
    "BankError",
    "bank_files",
    "complaint",
    "compose",
    "cover",
    "read_answer",
    "read_bank",
    "shortage",
]

FOLDER = Path("tests", "answers")
RIGHT_WANTED, WRONG_WANTED = 2, 4

_WORDS = re.compile(r"^# Message must contain:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)


class BankError(ValueError):
    """An answer file is not as it should be; the text names it."""


@dataclass(frozen=True)
class Answer:
    """One answer to one exercise.

    Attributes
    ----------
    lesson, exercise : str
        Name of the lesson and grade id of the answer cell.
    name : str
        The approach or the mistake.
    right : bool
    text : str
        Full text of the answer cell.
    words : tuple of str
        What the message of the check must contain. Empty for a right answer.
    """

    lesson: str
    exercise: str
    name: str
    right: bool
    text: str
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.exercise}/{'right' if self.right else 'wrong'}/{self.name}"

    @property
    def path(self) -> Path:
        """Where it stands, from the root of the course."""
        return FOLDER / self.lesson / f"{self}.py"


def bank_files(folder: str | Path) -> list[Path]:
    """List the files of a bank, sound or not, in order."""
    return sorted(Path(folder).rglob("*.py"))


def read_bank(folder: str | Path) -> list[Answer]:
    """Read the sound answers, in the order of their paths.

    What `read_answer` refuses is left out, so that one such file does not stop the rest;
    ``tests/test_answers.py`` has a test for each file.

    Parameters
    ----------
    folder : path
        ``tests/answers``.
    """
    found = []
    for path in bank_files(folder):
        with contextlib.suppress(BankError):
            found.append(read_answer(path, folder))
    return found


def read_answer(path: str | Path, folder: str | Path) -> Answer:
    """Read one file of the bank.

    Parameters
    ----------
    path, folder : path
        The file, and ``tests/answers``.

    Raises
    ------
    BankError
        If the file stands in a wrong place, or a wrong answer does not say its words.
    """
    path = Path(path)
    parts = path.relative_to(folder).parts
    if len(parts) != 4 or parts[2] not in ("right", "wrong"):
        raise BankError(f"{path}: wanted <lesson>/<exercise>/right or wrong/<name>.py.")
    lesson, exercise, kind, _ = parts
    text = path.read_text(encoding="utf-8").rstrip("\n")
    words = tuple(_WORDS.findall(text))
    if kind == "wrong" and not words:
        raise BankError(
            f"{path}: it does not say what the check's message must contain. Open it with a line "
            "spelled exactly '# Message must contain: <words>'."
        )
    return Answer(lesson, exercise, path.stem, kind == "right", text, words)


def shortage(bank: Sequence[Answer], lesson: str, exercise: str) -> str:
    """Say how many answers an exercise lacks; nothing if there are enough.

    Examples
    --------
    >>> shortage([], "01_metrics", "m1_mean")
    'tests/answers/01_metrics/m1_mean has 0 right and 0 wrong answers. Wanted: 2 and 4, or more.'
    """
    kinds = [
        answer.right for answer in bank if (answer.lesson, answer.exercise) == (lesson, exercise)
    ]
    right, wrong = kinds.count(True), kinds.count(False)
    if right >= RIGHT_WANTED and wrong >= WRONG_WANTED:
        return ""
    return (
        f"{(FOLDER / lesson / exercise).as_posix()} has {right} right and {wrong} wrong answers. "
        f"Wanted: {RIGHT_WANTED} and {WRONG_WANTED}, or more."
    )


def complaint(answer: Answer, status: str, message: str) -> str:
    """Say what is to mend after the check of an answer ran; nothing if all is well.

    Parameters
    ----------
    answer : Answer
    status : str
        As in the judge: correct, incorrect, not attempted or error.
    message : str
        What the check said.

    Examples
    --------
    >>> complaint(Answer("01_metrics", "m1_mean", "halves", False, ""), "correct", "")
    'tests/answers/01_metrics/m1_mean/wrong/halves.py: this wrong answer gets full points: strengthen the check.'
    """
    place, read = answer.path.as_posix(), f"The student would read: {message!r}"
    if answer.right:
        refused = f"{place}: this right answer is not accepted ({status}). {read}"
        return "" if status == "correct" else refused
    if status == "correct":
        return f"{place}: this wrong answer gets full points: strengthen the check."
    if status != "incorrect":
        return f"{place}: this wrong answer should be found incorrect, but is: {status}. {read}"
    lacking = [words for words in answer.words if words not in message]
    return f"{place}: the message must contain {lacking[0]!r}. {read}" if lacking else ""


def compose(notebook: NotebookNode, answers: Mapping[str, str]) -> NotebookNode:
    """Put answers into a copy of a released notebook.

    Parameters
    ----------
    notebook : NotebookNode
        The release.
    answers : mapping of str to str
        Text of the answer cells, by grade id. Other cells stay as they are.

    Returns
    -------
    NotebookNode

    Raises
    ------
    KeyError
        If the notebook has no cell for an answer.
    """
    made = copy.deepcopy(notebook)
    cells = {cell.id: cell for cell in made.cells}
    for id_, text in answers.items():
        cells[id_].source = text
    return made


def cover(bank: Sequence[Answer]) -> Iterator[dict[str, Answer]]:
    """Combine the answers to one lesson so that few submissions hold all of them.

    Yields
    ------
    dict of str to Answer
        One answer for each exercise. An exercise with fewer answers than others is
        answered with its first right one in the end, or left out if it has none.
    """
    by_exercise: dict[str, list[Answer]] = defaultdict(list)
    for answer in bank:
        by_exercise[answer.exercise].append(answer)
    for row in zip_longest(*by_exercise.values()):
        chosen = {
            exercise: answer or next((one for one in answers if one.right), None)
            for (exercise, answers), answer in zip(by_exercise.items(), row, strict=True)
        }
        yield {exercise: answer for exercise, answer in chosen.items() if answer}
