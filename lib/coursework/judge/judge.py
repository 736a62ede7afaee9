"""Run the checks of a lesson against one submission.

The cells of the submission run in a process of their own, in the order of the notebook; each
check runs here, at its place in that order, with the names of the answers bound to stand-ins.
So a student's code never runs where its score is made.
"""

from __future__ import annotations

import contextlib
import io
import math
import os
import signal
import sys
import threading
import time
import types
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from coursework.judge import sandbox
from coursework.judge.codec import MAX_FRAME_BYTES, CodecError
from coursework.judge.host import QuietShell, compile_cell
from coursework.judge.sandbox import Limits
from coursework.judge.session import RemoteServices, Session, StudentStopped, student_error
from coursework.lesson import Cell, Exercise, Lesson, Role, Submission, match_cells
from goodpractice import checks

_DEFAULTS = Limits()
_NO_REPORT = {"type": "Exception", "bases": [], "text": "it cannot be told", "line": ""}

__all__ = ["CellReport", "CheckResult", "Limits", "Verdict", "judge"]

MAX_MESSAGE = 2000
# Longer than any cell, and short enough to cross.
MAX_SOURCE = MAX_FRAME_BYTES // 8
# The part of a submission's time that the cells which a student added may use together.
EXTRA_SHARE = 0.25
# A check may take as long as this many calls that are as slow as one may be.
CALLS_PER_CHECK = 2
# What is kept of the output of all cells together, in outputs of one cell.
OUTPUTS = 10


@dataclass(frozen=True)
class CheckResult:
    """What one check cell found.

    Attributes
    ----------
    cell_id, exercise : str
        Grade ids of the check cell and of the answer cell.
    title : str
        As in the heading.
    status : str
        "correct", "incorrect", "not attempted" or "error".
    score, max_score : float
        All points or none.
    message : str
        What a student may read; empty when correct.
    stdout : str
        What the check printed.
    """

    cell_id: str
    exercise: str
    title: str
    status: str
    score: float
    max_score: float
    message: str = ""
    stdout: str = ""


@dataclass(frozen=True)
class CellReport:
    """How one cell went in the student's process.

    Attributes
    ----------
    cell_id : str
    role : Role
    ok : bool
    error : str
        Type and text of the exception, or why the process ended; empty when ok.
    stdout : str
        What it printed.
    """

    cell_id: str
    role: Role
    ok: bool
    error: str = ""
    stdout: str = ""


@dataclass(frozen=True)
class Verdict:
    """What judging one submission gave.

    Attributes
    ----------
    checks : tuple of CheckResult
        One for each check cell, in the lesson's order.
    cells : tuple of CellReport
        One for each cell that ran, in order. Cells after the last check do not run.
    stopped : str
        Why the student's process ended early the first time, or empty.
    confined : bool
    """

    checks: tuple[CheckResult, ...]
    cells: tuple[CellReport, ...]
    stopped: str
    confined: bool


def judge(
    lesson: Lesson, submission: Submission, *, limits: Limits = _DEFAULTS, confined: bool = True
) -> Verdict:
    """Run a lesson's checks against a submission.

    One call at a time in a process: checks print to stdout and keep their progress there.

    Parameters
    ----------
    lesson : Lesson
    submission : Submission
        Its cells run in the student's process.
    limits : Limits
        What the submission may use.
    confined : bool
        Whether to confine the student's process. Without it, student code can read, write and
        send whatever the user can.

    Returns
    -------
    Verdict

    Raises
    ------
    SandboxUnavailable
        If it cannot be confined, or Python does not start in the sandbox.
    """
    if confined:
        sandbox.require()
    run = _Run(lesson, submission, limits, confined)
    with _clean_slate(run), contextlib.closing(run):
        run.start()
        for cell in lesson.by_role(Role.SETUP, Role.CHECK):
            if cell.role is Role.SETUP:
                run.prepare(cell)
            else:
                run.check(next(e for e in lesson.exercises if e.check is cell))
    return Verdict(tuple(run.results), tuple(run.reports.values()), run.stopped, confined)


class _Run:
    """The state of one judgement."""

    def __init__(
        self, lesson: Lesson, submission: Submission, limits: Limits, confined: bool
    ) -> None:
        self.lesson = lesson
        self.cells = submission.cells
        self.limits = limits
        self.confined = confined
        self.end = time.monotonic() + limits.wall_seconds
        self.extra_seconds = limits.wall_seconds * EXTRA_SHARE
        self.took: dict[str, float] = {}
        self.room = OUTPUTS * limits.output_bytes
        self.positions = _check_positions(lesson, submission)
        self.session: Session | None = None
        self.done = 0
        self.left_out: set[str] = set()
        self.reports: dict[str, CellReport] = {}
        self.results: list[CheckResult] = []
        self.stopped = ""
        self.bound: set[str] = set()
        self.namespace: dict[str, Any] = {"__name__": "__main__", "display": print}
        shell = QuietShell(lambda source: None)
        self.namespace["get_ipython"] = lambda: shell

    # --- the student's process

    def start(self) -> None:
        """Start a process, in place of the last one."""
        self.close()
        self.session = Session(self.limits, confined=self.confined, deadline=self.end)
        self.done = 0

    def close(self) -> None:
        """End the process."""
        if self.session is not None:
            self.session.close()

    def current(self) -> Session:
        """Return the session in use."""
        return self.session

    def advance(self, position: int) -> None:
        """Run the cells before a position, in a new process if the last one ended."""
        while self.session.stopped or self.done < position:
            if not self.session.stopped:
                self.run_cell(self.cells[self.done])
                self.done += 1
            elif time.monotonic() < self.end:
                self.start()
            else:
                self.session.stopped = self.session.out_of_time
                raise StudentStopped(self.session.stopped)

    def run_cell(self, cell: Cell) -> None:
        """Run one cell; one that ends the process is left out from then on."""
        if cell.id in self.left_out:
            return
        seconds = self.limits.call_seconds
        if cell.role is Role.EXTRA:
            # A second at least: a helper that is defined late must not go missing.
            seconds = min(seconds, max(round(self.extra_seconds), 1))
        if len(cell.source) > MAX_SOURCE:
            self.leave_out(cell, f"It is longer than {MAX_SOURCE} characters.")
        elif self.took.get(cell.id, 0) > seconds:
            self.leave_out(cell, "It was not run again: it is slow, and time is short.")
        else:
            self.send_cell(cell, seconds)

    def send_cell(self, cell: Cell, seconds: float) -> None:
        """Let the student's process run a cell, and keep its report."""
        started = time.monotonic()
        try:
            report = self.session.request("cell", cell.id, cell.source, seconds=seconds)
        except StudentStopped as stop:
            self.leave_out(cell, f"It {stop}.")
            self.note_stop()
        else:
            if cell.id not in self.reports:
                self.reports[cell.id] = self.read_report(cell, report)
        if cell.role is Role.EXTRA:
            self.took[cell.id] = time.monotonic() - started
            self.extra_seconds -= self.took[cell.id]

    def leave_out(self, cell: Cell, why: str) -> None:
        """Run a cell no more, and report why."""
        self.left_out.add(cell.id)
        self.reports[cell.id] = CellReport(cell.id, cell.role, False, why)

    def read_report(self, cell: Cell, report: Any) -> CellReport:
        """Read the student's process's word on a cell, which may be anything."""
        report = report if type(report) is dict else {}
        error, stdout, text = report.get("error"), report.get("stdout"), ""
        if error is not None:
            try:
                raised = student_error(error)
            except CodecError:
                raised = student_error(_NO_REPORT)
            text = f"{type(raised).__name__}: {raised}"
            if raised.student_line:
                text += f" It happened in the line: {raised.student_line}"
        stdout = stdout if type(stdout) is str else ""
        stdout = self.keep(stdout, self.limits.output_bytes)
        return CellReport(cell.id, cell.role, not text, self.keep(text, MAX_MESSAGE), stdout)

    def keep(self, text: str, limit: int) -> str:
        """Return what is kept of a cell's text. Cells share their room; each has a little."""
        kept = _readable(text, min(limit, max(self.room, 200)))
        self.room -= len(kept)
        return kept

    def note_stop(self) -> None:
        """Remember why the process ended the first time."""
        self.stopped = self.stopped or self.session.stopped

    # --- the judge's own cells

    def prepare(self, cell: Cell) -> None:
        """Run a setup cell of the lesson in the judge's namespace."""
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile_cell(cell.source, f"<setup {cell.id}>"), self.namespace)

    def check(self, exercise: Exercise) -> None:
        """Run a check cell and record what it found."""
        checks.forget_outcomes()
        output = _BoundedText(self.limits.output_bytes)
        error: BaseException | None = None
        try:
            with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
                self.advance(self.positions[exercise.check.id])
                with self.alarm():
                    self.bind(exercise)
                    exec(compile_cell(exercise.check.source, "<check>"), self.namespace)
        except (KeyboardInterrupt, sandbox.SandboxUnavailable):
            raise
        except BaseException as raised:
            error = raised
        status, message = self.verdict(exercise, error)
        score = exercise.points if status == "correct" else 0.0
        self.results.append(
            CheckResult(
                exercise.check.id,
                exercise.id,
                exercise.title,
                status,
                score,
                exercise.points,
                _readable(message, MAX_MESSAGE),
                _readable(output.getvalue(), self.limits.output_bytes),
            )
        )

    @contextlib.contextmanager
    def alarm(self) -> Iterator[None]:
        """Bound the time of a check: that of its calls, and that of what runs here."""
        session = self.session
        seconds = CALLS_PER_CHECK * self.limits.call_seconds
        session.check_end = time.monotonic() + seconds

        def ring() -> None:
            session.stopped = session.stopped or session.lateness(seconds)

        try:
            with _alarm(min(self.end, session.check_end), ring):
                yield
        finally:
            session.check_end = math.inf

    def bind(self, exercise: Exercise) -> None:
        """Bind the names that the answers up to this exercise define."""
        names: list[str] = []
        for other in self.lesson.exercises:
            if not other.written:
                names += other.names
            if other.id == exercise.id:
                break
        found = self.session.request("names", names)
        values = found if type(found) is dict else {}
        for name in names:
            if name in values:
                self.namespace[name] = values[name]
                self.bound.add(name)
            elif name in self.bound:
                del self.namespace[name]
                self.bound.remove(name)

    def verdict(self, exercise: Exercise, error: BaseException | None) -> tuple[str, str]:
        """Return the status of a check and what its student reads."""
        session = self.session
        if session.fault:
            return "error", session.fault
        if session.stopped:
            self.note_stop()
            return ("error" if session.broken else "incorrect"), f"Your code {session.stopped}."
        if error is None:
            if all(outcome == "done" for outcome in checks.outcomes().values()):
                return "correct", ""
            return "error", "The check ended early."
        report = self.reports.get(exercise.id)
        if report is not None and not report.ok and isinstance(error, checks.NotAttempted):
            return "incorrect", f"The answer cell itself stopped. {report.error}"
        if isinstance(error, checks.NotAttempted):
            return "not attempted", str(error)
        if isinstance(error, AssertionError):
            return "incorrect", str(error) or "A check failed."
        if hasattr(error, "student_line"):
            return "incorrect", f"Your code stopped with {type(error).__name__}: {error}"
        return "error", f"The check itself stopped with {type(error).__name__}: {error}"


def _check_positions(lesson: Lesson, submission: Submission) -> dict[str, int]:
    """Return how many of the submission's cells run before each check.

    All that stand above the check in the notebook, and the answer wherever it stands.
    """
    placed = {cell.id: cell.index for cell in match_cells(lesson, submission.notebook)}
    positions = {}
    reached = 0
    for exercise in lesson.exercises:
        index = placed.get(exercise.check.id, -1)
        for number, cell in enumerate(submission.cells, start=1):
            lost = cell.role is Role.SETUP and cell.id not in placed
            if lost or cell.index < index or cell.id == exercise.id:
                reached = max(reached, number)
        positions[exercise.check.id] = reached
    return positions


def _readable(text: str, limit: int) -> str:
    """Return text that any file and any page can hold: no control signs, no half characters."""
    kept = text[:limit].encode("utf-8", "replace").decode("utf-8")
    return "".join(sign for sign in kept if sign.isprintable() or sign in "\n\t")


class _BoundedText(io.StringIO):
    """Keeps the first characters that are written and drops the rest."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, text: str) -> int:
        super().write(text[: max(0, self._limit - self.tell())])
        return len(text)


# --- the judge's process ---------------------------------------------------------------


class _OutOfTimeError(BaseException):
    """A check did not end in time, in the judge's own process."""


@contextlib.contextmanager
def _alarm(end: float, tell: Callable[[], None]) -> Iterator[None]:
    """Stop a check that a student's data keeps busy here; possible in a main thread only."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "SIGALRM"):
        yield
        return

    def ring(number: int, frame: types.FrameType | None) -> None:
        tell()
        raise _OutOfTimeError

    before = signal.signal(signal.SIGALRM, ring)
    # A second later than the student's process is stopped: that reason is the better one.
    signal.setitimer(signal.ITIMER_REAL, max(end - time.monotonic(), 0) + 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _clean_slate(run: _Run) -> Iterator[None]:
    """Give each submission the same start, and leave nothing of it behind."""
    os.environ.setdefault("MPLBACKEND", "agg")
    services = checks.use_services(RemoteServices(run.current))
    random_state = np.random.get_state()  # noqa: NPY002  (a check may use it)
    np.random.set_state(np.random.RandomState(0).get_state())  # noqa: NPY002
    try:
        with np.errstate(), np.printoptions(), warnings.catch_warnings():
            yield
    finally:
        checks.use_services(services)
        checks.begin_lesson({})
        np.random.set_state(random_state)  # noqa: NPY002
        if "matplotlib.pyplot" in sys.modules:
            sys.modules["matplotlib.pyplot"].close("all")
            sys.modules["matplotlib"].rcdefaults()
