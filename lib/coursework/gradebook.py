"""Results into nbgrader's gradebook, ``autograded/`` and ``feedback/``: one writer.

Importing this module imports nbgrader, which takes a second: hand out the grading first.
"""

from __future__ import annotations

import contextlib
import csv
import io
import logging
import sqlite3
import time
import warnings
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path

import dateutil.parser
import nbformat
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from nbgrader.api import (
    Assignment,
    Base,
    Gradebook,
    InvalidEntry,
    MissingEntry,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from nbgrader.apps import NbGrader
from nbgrader.converters import GenerateAssignment, GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.dbutil import ALEMBIC_DIR
from nbgrader.preprocessors import AssignLatePenalties, SaveCells
from nbgrader.utils import parse_utc
from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import OperationalError, ProgrammingError, SAWarning, SQLAlchemyError
from traitlets import Dict
from traitlets.config.loader import Config, ConfigFileNotFound, PyFileConfigLoader

from coursework.alarm import OutOfTimeError, alarm
from coursework.files import write_atomic
from coursework.grade import TIMESTAMP, CourseError, Result, handed_in
from coursework.record import drop_record, write_record
from coursework.report import Mark, Marks, by_name

__all__ = ["CourseGradebook", "GradebookError", "load_config"]

REASON = "reason.txt"
PAGE_SECONDS = 20.0  # for one feedback page: an honest one takes about a second
VERSION_TABLE = "alembic_version"
# The columns of nbgrader's own CSV.
EXPORTED = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score"),
)
YEARS = range(2000, 2100)  # in which something can have been handed in


class GradebookError(CourseError):
    """The gradebook cannot take the results; the text says why and what to do."""


def load_config(root: Path) -> Config:
    """Read nbgrader's configuration: the user's own, then the course's.

    Parameters
    ----------
    root : Path
        Where ``nbgrader_config.py`` is. Without one, nbgrader's defaults hold.
    """
    app = NbGrader(log_level=logging.CRITICAL)
    app.load_cwd_config = False
    app.load_config_file()
    config = Config(app.config)
    with contextlib.suppress(ConfigFileNotFound):
        config.merge(PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config())
    return config


class CourseGradebook(AbstractContextManager):
    """The gradebook of a course, and the folders that go with it.

    Parameters
    ----------
    root : Path
        The course folder.
    db_url : str, optional
        Any database that nbgrader takes. The configured one if not given, which is
        ``gradebook.db`` in the course folder unless the course says otherwise.
    submitted : Path, optional
        Where submissions are, if not in the configured place.

    Raises
    ------
    GradebookError
        If the database cannot be opened.
    """

    def __init__(
        self, root: Path, *, db_url: str | None = None, submitted: Path | None = None
    ) -> None:
        self.config = load_config(root)
        self.log = logging.Logger("coursework.nbgrader", logging.WARNING)
        self._messages = _Messages()
        self.log.addHandler(self._messages)
        own = {"root": str(root.resolve())}
        if db_url:
            own["db_url"] = db_url
        if submitted:
            own["submitted_directory"] = str(submitted.resolve())
        self.coursedir = CourseDirectory(config=self.config, log=self.log, **own)
        try:
            _create_tables(self.coursedir.db_url)
            self._book = Gradebook(self.coursedir.db_url, self.coursedir.course_id)
        except Exception as error:  # each database has errors of its own
            raise GradebookError(
                f"The gradebook {_shown(self.coursedir.db_url)} cannot be opened: {_line(error)}"
            ) from error

    def __exit__(self, *_: object) -> None:
        """Close the connection."""
        self._book.close()

    # --- the lessons

    def release(self, lesson: str) -> None:
        """Make ``release/<lesson>/`` and register the lesson, as `generate_assignment` does.

        Raises
        ------
        GradebookError
            With nbgrader's reason.
        """
        self.coursedir.assignment_id = lesson
        converter = GenerateAssignment(
            coursedir=self.coursedir, config=self.config, log=self.log, force=True
        )
        try:
            converter.start()
        except NbGraderException as error:
            raise GradebookError(f"{lesson}: {self._messages.last() or error}") from error

    def register(self, lesson: str, source: Path) -> None:
        """Tell the gradebook the cells and points of a lesson, as `generate_assignment` does.

        The same preprocessors of nbgrader run, up to SaveCells; no release is written.

        Parameters
        ----------
        lesson : str
        source : Path
            ``source/<lesson>/<lesson>.ipynb``.

        Raises
        ------
        GradebookError
            If cells were added or removed after submissions had been graded, or the gradebook
            cannot be written.
        """
        with _writing(f"The cells of {lesson}"):
            self._register(lesson, source)

    def _register(self, lesson: str, source: Path) -> None:
        self._book.update_or_create_assignment(lesson)
        notebook = nbformat.read(source, as_version=4)
        resources = {
            "nbgrader": {
                "notebook": lesson,
                "assignment": lesson,
                "db_url": self.coursedir.db_url,
            }
        }
        steps = GenerateAssignment.preprocessors.default()
        try:
            for step in steps[: steps.index(SaveCells)]:
                notebook, resources = step(config=self.config, log=self.log)(notebook, resources)
            if not self._registered(lesson, notebook):
                SaveCells(config=self.config, log=self.log)(notebook, resources)
        except RuntimeError as error:
            raise GradebookError(
                f"{lesson}: {_line(error)}. Its marks belong to the cells as they were. "
                f"To start anew, drop them: nbgrader db assignment remove {lesson} --force"
            ) from error
        # SaveCells writes through a connection of its own: forget what this one knows.
        self._book.db.remove()

    def _registered(self, lesson: str, notebook: nbformat.NotebookNode) -> bool:
        """Whether the gradebook already holds these very cells. SaveCells takes a second."""
        try:
            known = self._book.find_notebook(lesson, lesson)
        except MissingEntry:
            return False
        points = {cell.name: cell.max_score for cell in known.grade_cells}
        held = {
            cell.name: (cell.checksum, cell.source, points.get(cell.name))
            for cell in known.source_cells
        }
        graded = [cell for cell in notebook.cells if "nbgrader" in cell.metadata]
        wanted = {
            cell.metadata.nbgrader.grade_id: (
                cell.metadata.nbgrader.get("checksum"),
                cell.source,
                cell.metadata.nbgrader.get("points"),
            )
            for cell in graded
        }
        return held == wanted

    # --- the marks

    def record(self, result: Result) -> Marks:
        """Write one result: the marks in one transaction, then the files.

        A mark that a person gave is never touched. As in nbgrader, a submission that has one
        and is graded again is flagged for the person to look at.

        Parameters
        ----------
        result : Result

        Returns
        -------
        Marks
            What the gradebook now holds for this submission.

        Raises
        ------
        GradebookError
            If the gradebook or a file cannot be written. What was recorded before stays.
        """
        with _writing(_mark_of(result)):
            return self._record(result)

    def _record(self, result: Result) -> Marks:
        said, problem = self._handed_in(result)
        timestamp = _time(said)
        drop_record(self.folder("autograded", result.student, result.lesson))
        with self._transaction() as book:
            book.update_or_create_student(result.student)
            # Without a time, too: an earlier one, and what it cost, would stay.
            submission = book.update_or_create_submission(
                result.lesson, result.student, timestamp=timestamp
            )
            notebook = book.find_submission_notebook(result.lesson, result.lesson, result.student)
            _set_marks(notebook, result)
            cells = _marks(notebook)
            may_cost = _may_cost(submission)
        penalty = self._penalise(result) if may_cost else 0.0
        self._write_files(result, timestamp, said + problem)
        return Marks(cells, penalty, _no_time(said), problem)

    def marks(self, result: Result) -> Marks | None:
        """Return what the gradebook holds for a submission that was graded in an earlier run.

        Returns
        -------
        Marks or None
            None if it does not hold the marks of this result: then it is to be graded.

        Raises
        ------
        GradebookError
            If what handing in late costs cannot be written.
        """
        folder = self.folder("autograded", result.student, result.lesson)
        if not (folder / f"{result.lesson}.ipynb").is_file():
            return None
        try:
            notebook = self._book.find_submission_notebook(
                result.lesson, result.lesson, result.student
            )
        except MissingEntry:
            return None
        cells = _marks(notebook)
        if any(
            cells.get(one.cell_id) is None or cells[one.cell_id].auto != one.score
            for one in result.checks
        ):
            return None
        # The deadline, or what it costs, may have changed since.
        submission = self._book.find_submission(result.lesson, result.student)
        penalty = 0.0
        if _may_cost(submission):
            with _writing(_mark_of(result)):
                penalty = self._penalise(result)
        said, problem = self._handed_in(result)
        return Marks(cells, penalty, _no_time(said), problem)

    def needs_feedback(self, result: Result) -> bool:
        """Whether a page would not be the one that is there: a person may have graded since."""
        names = (result.student, result.lesson)
        page = self.folder("feedback", *names) / f"{result.lesson}.html"
        graded = self.folder("autograded", *names) / f"{result.lesson}.ipynb"
        if result.fresh or not _is_page_of(page, graded):
            return True
        notebook = self._book.find_submission_notebook(
            result.lesson, result.lesson, result.student
        )
        if notebook.late_submission_penalty is not None:
            return True
        by_hand = any(
            grade.manual_score is not None or grade.extra_credit for grade in notebook.grades
        )
        return by_hand or any(comment.manual_comment for comment in notebook.comments)

    @contextmanager
    def _transaction(self) -> Iterator[Gradebook]:
        """Let nbgrader's methods commit as often as they like, and write once at the end."""
        book = self._book
        with book.engine.begin() as connection:
            book.db.remove()
            book.db.configure(bind=connection, join_transaction_mode="rollback_only")
            try:
                with warnings.catch_warnings():
                    # nbgrader links its objects before it adds them; what is meant happens.
                    warnings.simplefilter("ignore", SAWarning)
                    yield book
                    book.db.commit()
            finally:
                book.db.remove()
                book.db.configure(bind=book.engine, join_transaction_mode="conditional_savepoint")

    def _penalise(self, result: Result) -> float:
        resources = {
            "nbgrader": {
                "notebook": result.lesson,
                "assignment": result.lesson,
                "student": result.student,
                "db_url": self.coursedir.db_url,
            }
        }
        step = AssignLatePenalties(config=self.config, log=self.log)
        step(nbformat.v4.new_notebook(), resources)
        # It writes through a connection of its own: forget what this one knows.
        self._book.db.remove()
        submission = self._book.find_submission(result.lesson, result.student)
        return submission.late_submission_penalty or 0.0

    # --- the files

    def folder(self, step: str, student: str, lesson: str) -> Path:
        """Return a folder such as ``autograded/<student>/<lesson>``."""
        directory = getattr(self.coursedir, f"{step}_directory")
        return Path(self.coursedir.format_path(directory, student, lesson))

    def _write_files(self, result: Result, timestamp: datetime | None, said: str) -> None:
        folder = self.folder("autograded", result.student, result.lesson)
        write_atomic(folder / f"{result.lesson}.ipynb", result.notebook.encode())
        extra = {
            TIMESTAMP: f"{timestamp} UTC" if timestamp else "",
            REASON: result.reason,
        }
        for name, text in extra.items():
            if text:
                write_atomic(folder / name, f"{text}\n".encode())
            else:
                (folder / name).unlink(missing_ok=True)
        write_record(folder, result, said)

    def _handed_in(self, result: Result) -> tuple[str, str]:
        return handed_in(self.folder("submitted", result.student, result.lesson))

    def write_feedback(self, lesson: str, students: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Make ``feedback/<student>/<lesson>/<lesson>.html`` with nbgrader's own converter.

        Parameters
        ----------
        lesson : str
        students : iterable of str

        Yields
        ------
        tuple of str
            Each student and, if no page could be made, why.
        """
        converter = _Feedback(
            coursedir=self.coursedir, config=self.config, log=self.log, force=True
        )
        for student in students:
            folder = self.folder("autograded", student, lesson)
            converter.graded = {str(folder): [str(folder / f"{lesson}.ipynb")]}
            self._messages.lines.clear()
            yield student, self._convert(converter)

    def _convert(self, converter: GenerateFeedback) -> str:
        """Make one page, and return why there is none. A student's text can keep it busy."""
        late = f"It took more than {PAGE_SECONDS:g} s. Read the notebook in autograded/ instead."
        try:
            with alarm(time.monotonic() + PAGE_SECONDS, lambda: None):
                converter.start()
        except OutOfTimeError:
            return late
        except NbGraderException as error:
            return self._messages.last() or _line(error)
        except (OSError, SQLAlchemyError) as error:
            return _line(error)
        return ""

    def export(self, path: Path) -> None:
        """Write the marks of all students as CSV, with the columns that nbgrader exports.

        nbgrader's own exporter does not quote: a comma in a name would move the columns. The
        lines are sorted by lesson and student; nbgrader sorts by last name, which this gradebook
        need not know.
        """
        book = self._book
        book.db.remove()
        rows = [
            _exported(assignment, student, _find_submission(book, assignment, student))
            for assignment in book.assignments
            for student in book.students
        ]
        rows.sort(key=lambda row: (row["assignment"], by_name(row["student_id"])))
        table = io.StringIO(newline="")
        # With this line end a name with either sign in it is quoted.
        writer = csv.DictWriter(table, EXPORTED, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
        write_atomic(path, table.getvalue().replace("\r\n", "\n").encode())


class _Feedback(GenerateFeedback):
    """nbgrader's converter, told which notebooks to convert.

    It would look for them with a pattern, and miss a student whose name has brackets in it.
    """

    graded = Dict(help="The notebooks of each folder.")

    def init_notebooks(self) -> None:
        self.assignments = self.graded


def _create_tables(db_url: str) -> None:
    """Make an empty gradebook, in one transaction, and note its version.

    Gradebook would do the same, but asks the command ``alembic`` for the version: that takes
    two seconds, and fails where the environment's commands are not on the path.
    """
    engine = create_engine(db_url)
    try:
        if _holds_gradebook(engine):
            return
        engine.dispose()
        if engine.dialect.name == "sqlite":
            # Python's sqlite3 would commit each table by itself: a killed run would leave some.
            event.listen(engine, "connect", _leave_transactions_alone)
            event.listen(engine, "begin", _begin_to_write)
        config = AlembicConfig()
        config.set_main_option("script_location", ALEMBIC_DIR.replace("%", "%%"))
        try:
            with engine.begin() as connection:
                Base.metadata.create_all(connection)
                script = ScriptDirectory.from_config(config)
                MigrationContext.configure(connection).stamp(script, "head")
        except (OperationalError, ProgrammingError):
            # Another run that began at the same time may have made them.
            if not _holds_gradebook(engine):
                raise
    finally:
        engine.dispose()


def _leave_transactions_alone(connection: sqlite3.Connection, _: object) -> None:
    connection.isolation_level = None


def _begin_to_write(connection: Connection) -> None:
    connection.exec_driver_sql("begin immediate")


def _holds_gradebook(engine: Engine) -> bool:
    """Say whether a database holds a gradebook; it must not hold anything else."""
    tables = inspect(engine).get_table_names()
    if tables and VERSION_TABLE not in tables:
        raise GradebookError(
            f"it holds tables that are no gradebook's ({', '.join(sorted(tables)[:5])}). Name "
            "another database; a gradebook of nbgrader before 0.5: `nbgrader db upgrade` first."
        )
    return bool(tables)


def _set_marks(notebook: SubmittedNotebook, result: Result) -> None:
    """Set what nbgrader's SaveAutoGrades would set."""
    released = {cell.name: cell.source for cell in notebook.notebook.source_cells}
    scores = {check.cell_id: check.score for check in result.checks}
    for grade in notebook.grades:
        grade.auto_score = scores.get(grade.name)
        # A written answer that is missing or as released is worth nothing; else a person reads it.
        if grade.name not in scores and _unanswered(result, released, grade.name):
            grade.auto_score = 0.0
        grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
    for comment in notebook.comments:
        unanswered = _unanswered(result, released, comment.name)
        comment.auto_comment = "No response." if unanswered else None


def _shown(db_url: str) -> str:
    """Return a database's address without the password in it."""
    try:
        return make_url(db_url).render_as_string(hide_password=True)
    except SQLAlchemyError:  # it is no address
        return db_url


def _mark_of(result: Result) -> str:
    return f"The mark of {result.student} in {result.lesson}"


@contextmanager
def _writing(what: str) -> Iterator[None]:
    """Turn an error of the gradebook or a file into one that says what to do."""
    try:
        with _nbgrader_is_quiet():
            yield
    except (SQLAlchemyError, InvalidEntry, OSError) as error:
        cause = getattr(error, "orig", None) or error
        raise GradebookError(
            f"{what} cannot be written: {_line(cause)}. Marks written before are safe: mend it "
            "and run the same command again."
        ) from error


def _time(said: str) -> datetime | None:
    """Return the time that a text says, in UTC; None if it says none that can be meant."""
    try:
        when = parse_utc(said)
        # What a text leaves out is taken from a default: a "7" would be the 7th of this month.
        dates = {
            dateutil.parser.parse(said, default=default, ignoretz=True, fuzzy=True).date()
            for default in (datetime(2000, 1, 1), datetime(2001, 2, 2))
        }
    except (ValueError, ArithmeticError):
        return None
    return when if len(dates) == 1 and when.year in YEARS else None


def _no_time(said: str) -> str:
    return said if said and _time(said) is None else ""


def _is_page_of(page: Path, graded: Path) -> bool:
    """Whether a feedback page is whole and not older than what it shows: runs can be killed."""
    try:
        whole = page.read_bytes().rstrip().endswith(b"</html>")
        return whole and page.stat().st_mtime >= graded.stat().st_mtime
    except OSError:
        return False


def _may_cost(submission: SubmittedAssignment) -> bool:
    """Whether a submission is late, or was when its mark was written."""
    return submission.total_seconds_late > 0 or any(
        notebook.late_submission_penalty is not None for notebook in submission.notebooks
    )


def _marks(notebook: SubmittedNotebook) -> dict[str, Mark]:
    return {
        grade.name: Mark(
            grade.cell.max_score, grade.auto_score, grade.manual_score, grade.extra_credit or 0.0
        )
        for grade in notebook.grades
    }


def _find_submission(
    book: Gradebook, assignment: Assignment, student: Student
) -> SubmittedAssignment | None:
    try:
        return book.find_submission(assignment.name, student.id)
    except MissingEntry:
        return None


def _exported(
    assignment: Assignment, student: Student, submission: SubmittedAssignment | None
) -> dict[str, object]:
    """Return one row of the CSV. Who handed in nothing has no time and no points."""
    points = submission.score if submission else 0.0
    penalty = (submission.late_submission_penalty or 0.0) if submission else 0.0
    return {
        "assignment": assignment.name,
        "duedate": assignment.duedate,
        "timestamp": submission and submission.timestamp,
        "student_id": student.id,
        "last_name": student.last_name,
        "first_name": student.first_name,
        "email": student.email,
        "raw_score": points,
        "late_submission_penalty": penalty,
        "score": max(0.0, points - penalty),
        "max_score": assignment.max_score,
    }


def _unanswered(result: Result, released: dict[str, str], name: str) -> bool:
    return result.answers.get(name) in (None, released.get(name))


@contextmanager
def _nbgrader_is_quiet() -> Iterator[None]:
    """Keep nbgrader from printing the traceback of an error that it raises as well."""
    log = logging.getLogger("tornado.application")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before


def _line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


class _Messages(logging.Handler):
    """Keep nbgrader's error messages: it logs the cause and raises something vague."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines += record.getMessage().strip().splitlines()

    def last(self) -> str:
        """Return the line that names the exception, or the last line."""
        named = [line for line in self.lines if "Error:" in line]
        return (named or self.lines or [""])[-1]
