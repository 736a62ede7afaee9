"""Run the checks of a lesson against one submission.

The cells of the submission run in a process of their own, in the order of the notebook; each
check runs here, at its place in that order, with the names of the answers bound to stand-ins.
So a student's code never runs where its score is made.

What a check forbids is not there at all in the process that its answer runs in. Most answers
need nothing of what any check forbids: all are judged in one process without any of it. Where
code calls what only other checks forbid, the check ends at once, before it can tell whether the
answer was right, and begins again in a process that has it: nobody gets a second try.
"""

from __future__ import annotations

import contextlib
import functools
import io
import math
import os
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from coursework.alarm import alarm
from coursework.judge import sandbox
from coursework.judge.codec import MAX_FRAME_BYTES, CodecError
from coursework.judge.host import QuietShell, compile_cell, display
from coursework.judge.library import modules_of, setup_modules
from coursework.judge.sandbox import Limits
from coursework.judge.session import (
    RemoteServices,
    Session,
    StudentRefused,
    StudentStopped,
    student_error,
)
from coursework.lesson import Cell, Exercise, Lesson, Role, Submission, match_cells
from coursework.text import readable
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
# What a check may take of memory here, beside what the judge holds already.
CHECK_MEMORY_BYTES = 2 << 30
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

    One call at a time in a process, since checks print to stdout and keep their progress there:
    a call in another thread waits.

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
    SandboxLost
        If the sandbox was ended from outside, twice.
    """
    if confined:
        sandbox.require()
    try:
        return _judge(lesson, submission, limits, confined)
    except (sandbox.SandboxLost, sandbox.SandboxUnavailable):
        # From the start, and only once: whoever finds a way to lose sandboxes gains nothing.
        return _judge(lesson, submission, limits, confined)


def _judge(lesson: Lesson, submission: Submission, limits: Limits, confined: bool) -> Verdict:
    with (
        _one_at_a_time,
        _clean_slate(),
        contextlib.closing(_Submitted(lesson, submission, limits, confined)) as submitted,
    ):
        graded = [exercise for exercise in lesson.exercises if not exercise.written]
        everything = frozenset[str]().union(*(exercise.forbidden for exercise in graded))
        waiting = {everything: graded}
        while waiting:
            # What has most of the library comes last: it could leave a copy of something.
            forbidden = max(waiting, key=lambda names: (len(names), sorted(names)))
            exercises = waiting.pop(forbidden)
            for exercise, wanted in _Run(submitted, forbidden).judge(exercises):
                waiting.setdefault(forbidden - wanted, []).append(exercise)
    results = tuple(submitted.results[exercise.check.id] for exercise in graded)
    reports = tuple(submitted.reports.values())
    return Verdict(results, reports, submitted.stopped, confined)


_one_at_a_time = threading.Lock()
# The cells of a lesson are the same for each submission.
_compiled = functools.lru_cache(maxsize=200)(compile_cell)


class _Submitted:
    """What all runs of one submission share: its cells, its time and its sandbox.

    Attributes
    ----------
    results : dict of str to CheckResult
        By the id of the check cell.
    reports : dict of str to CellReport
        By the id of the cell.
    left_out : set of str
        Cells that ended a process, and are run no more.
    """

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
        self.left_out: set[str] = set()
        self.reports: dict[str, CellReport] = {}
        self.results: dict[str, CheckResult] = {}
        self.stopped = ""
        setup = "\n".join(cell.source for cell in lesson.by_role(Role.SETUP))
        named = modules_of(name for one in lesson.exercises for name in one.forbidden)
        self._modules = sorted({*named, *setup_modules(setup)})
        self._sandbox: sandbox.Sandbox | None = None
        self._lacked: frozenset[str] = frozenset()

    def close(self) -> None:
        """End the sandbox."""
        if self._sandbox is not None:
            self._sandbox.close()
            self._sandbox = None

    def new_session(self, forbidden: frozenset[str]) -> Session:
        """Return a new process, in a sandbox where nothing of what it lacks was ever to be had.

        Processes of one sandbox follow one another and share /tmp.
        """
        if self._sandbox is not None and not (self._sandbox.left and forbidden <= self._lacked):
            self.close()
        if self._sandbox is None:
            self._sandbox = sandbox.Sandbox(
                self.limits, confined=self.confined, modules=self._modules
            )
            self._lacked = forbidden
        self._lacked &= forbidden
        return Session(self._sandbox, forbidden, limits=self.limits, deadline=self.end)

    def sandbox_has_room(self) -> bool:
        """Return whether the sandbox in use can make another process."""
        return self._sandbox is not None and self._sandbox.left > 0

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
        kept = readable(text, min(limit, max(self.room, 200)))
        self.room -= len(kept)
        return kept


class _Run:
    """The checks of one submission, against processes that lack the same part of the library."""

    def __init__(self, submitted: _Submitted, forbidden: frozenset[str]) -> None:
        self.submitted = submitted
        self.limits = submitted.limits
        self.forbidden = forbidden
        self.session: Session | None = None
        self.done = 0
        self.reports: dict[str, CellReport] = {}
        self.refused_by_cells: set[str] = set()
        self.bound: set[str] = set()
        self.namespace: dict[str, Any] = {"__name__": "__main__", "display": display}
        shell = QuietShell(lambda source: None)
        self.namespace["get_ipython"] = lambda: shell

    def judge(self, exercises: list[Exercise]) -> list[tuple[Exercise, frozenset[str]]]:
        """Run these checks, and return those that did not end, each with what it lacked."""
        wanted = {exercise.check.id: exercise for exercise in exercises}
        again = []
        services = checks.use_services(RemoteServices(self.current, self.reader))
        try:
            self.start()
            for cell in self.submitted.lesson.by_role(Role.SETUP, Role.CHECK):
                if cell.role is Role.SETUP:
                    self.prepare(cell)
                elif cell.id in wanted and (lacked := self.check(wanted[cell.id])):
                    again.append((wanted[cell.id], lacked))
        finally:
            checks.use_services(services)
            self.stop()
        return again

    # --- the student's process

    def start(self) -> None:
        """Start a process, in place of the last one."""
        self.stop()
        self.session = self.submitted.new_session(self.forbidden)
        self.done = 0

    def stop(self) -> None:
        """End the process. If that is not certain, nothing else may start beside it."""
        if self.session is not None and not self.session.close():
            self.submitted.close()
        self.session = None

    def current(self) -> Session:
        """Return the session in use."""
        return self.session

    def reader(self) -> Session:
        """Return a new process beside the one in use, which sees the same /tmp."""
        if not self.submitted.sandbox_has_room():
            self.session.blame_check("It reads more files than a sandbox has processes for.")
        return self.submitted.new_session(self.forbidden)

    def advance(self, position: int) -> None:
        """Run the cells before a position, in a new process if the last one ended."""
        while self.session.stopped or self.done < position:
            if not self.session.stopped:
                self.run_cell(self.submitted.cells[self.done])
                self.done += 1
            elif time.monotonic() < self.submitted.end:
                self.start()
            else:
                self.session.stopped = self.session.out_of_time
                raise StudentStopped(self.session.stopped)

    def run_cell(self, cell: Cell) -> None:
        """Run one cell; one that ends the process is left out from then on."""
        submitted = self.submitted
        if cell.id in submitted.left_out:
            return
        seconds = self.limits.call_seconds
        if cell.role is Role.EXTRA:
            # A second at least: a helper that is defined late must not go missing.
            seconds = min(seconds, max(round(submitted.extra_seconds), 1))
        if len(cell.source) > MAX_SOURCE:
            self.leave_out(cell, f"It is longer than {MAX_SOURCE} characters.")
        elif submitted.took.get(cell.id, 0) > seconds:
            self.leave_out(cell, "It was not run again: it is slow, and time is short.")
        else:
            self.send_cell(cell, seconds)

    def send_cell(self, cell: Cell, seconds: float) -> None:
        """Let the student's process run a cell, and keep its report."""
        submitted = self.submitted
        started = time.monotonic()
        try:
            with self.bounded(submitted.end, seconds):
                told = self.session.request("cell", cell.id, cell.source, seconds=seconds)
        except StudentStopped as stop:
            self.leave_out(cell, f"It {stop}.")
            self.note_stop()
        else:
            known = submitted.reports.get(cell.id)
            if cell.id not in self.reports:
                # A cell may fail in one process for what that process lacks.
                if known is None or not known.ok:
                    known = submitted.read_report(cell, told)
                self.reports[cell.id] = submitted.reports[cell.id] = known
        if cell.role is Role.EXTRA:
            submitted.took[cell.id] = time.monotonic() - started
            submitted.extra_seconds -= submitted.took[cell.id]

    def leave_out(self, cell: Cell, why: str) -> None:
        """Run a cell no more, and report why."""
        report = CellReport(cell.id, cell.role, False, why)
        self.submitted.left_out.add(cell.id)
        self.reports[cell.id] = self.submitted.reports[cell.id] = report

    def note_stop(self) -> None:
        """Remember why the process ended the first time."""
        self.submitted.stopped = self.submitted.stopped or self.session.stopped

    # --- the judge's own cells

    def prepare(self, cell: Cell) -> None:
        """Run a setup cell of the lesson in the judge's namespace."""
        with contextlib.redirect_stdout(io.StringIO()):
            exec(_compiled(cell.source, f"<setup {cell.id}>"), self.namespace)

    def check(self, exercise: Exercise) -> frozenset[str]:
        """Run a check cell and record what it found, or return what the process lacks for it."""
        checks.forget_outcomes()
        output = _BoundedText(self.limits.output_bytes)
        error: BaseException | None = None
        try:
            with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
                self.advance(self.submitted.positions[exercise.check.id])
                with self.alarm():
                    self.refused_by_cells |= self.session.refused()
                    with self.session.watched(exercise.forbidden, self.refused_by_cells):
                        self.bind(exercise)
                        exec(_compiled(exercise.check.source, "<check>"), self.namespace)
        except StudentRefused as refusal:
            return refusal.names
        except (KeyboardInterrupt, sandbox.SandboxLost, sandbox.SandboxUnavailable):
            raise
        except BaseException as raised:
            error = raised
        status, message = self.verdict(exercise, error)
        self.submitted.results[exercise.check.id] = CheckResult(
            exercise.check.id,
            exercise.id,
            exercise.title,
            status,
            exercise.points if status == "correct" else 0.0,
            exercise.points,
            readable(message, MAX_MESSAGE),
            readable(output.getvalue(), self.limits.output_bytes),
        )
        return frozenset()

    @contextlib.contextmanager
    def alarm(self) -> Iterator[None]:
        """Bound the time of a check, of its calls and of what runs here, and its memory."""
        session = self.session
        seconds = CALLS_PER_CHECK * self.limits.call_seconds
        session.check_end = time.monotonic() + seconds
        try:
            with self.bounded(session.check_end, seconds):
                yield
        finally:
            session.check_end = math.inf

    @contextlib.contextmanager
    def bounded(self, end: float, seconds: float) -> Iterator[None]:
        """Bound the time and the memory that a student's data take in this process."""
        session = self.session

        def ring() -> None:
            session.stopped = session.stopped or session.lateness(seconds)

        with alarm(min(self.submitted.end, end), ring), _bounded_memory():
            yield

    def bind(self, exercise: Exercise) -> None:
        """Bind the names that the answers up to this exercise define."""
        names: list[str] = []
        for other in self.submitted.lesson.exercises:
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


class _BoundedText(io.StringIO):
    """Keeps the first characters that are written and drops the rest."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, text: str) -> int:
        super().write(text[: max(0, self._limit - self.tell())])
        return len(text)


# --- the judge's process ---------------------------------------------------------------


@contextlib.contextmanager
def _bounded_memory() -> Iterator[None]:
    """Let what came from a student take so much memory here and no more; on Linux only.

    NumPy makes an array of anything, and in C, where no alarm is heard: a list of short texts
    and a long one becomes as many long ones.
    """
    main = threading.current_thread() is threading.main_thread()
    if not main or sys.platform != "linux":
        yield
        return
    import resource

    with open("/proc/self/statm") as statm:
        used = int(statm.read().split()[0]) * resource.getpagesize()
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limits = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([used + CHECK_MEMORY_BYTES, *limits]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextlib.contextmanager
def _clean_slate() -> Iterator[None]:
    """Give each submission the same start, and leave nothing of it behind."""
    os.environ.setdefault("MPLBACKEND", "agg")
    random_state = np.random.get_state()  # noqa: NPY002  (a check may use it)
    np.random.set_state(np.random.RandomState(0).get_state())  # noqa: NPY002
    try:
        with np.errstate(), np.printoptions(), warnings.catch_warnings():
            yield
    finally:
        checks.begin_lesson({})
        np.random.set_state(random_state)  # noqa: NPY002
        if "matplotlib.pyplot" in sys.modules:
            sys.modules["matplotlib.pyplot"].close("all")
            sys.modules["matplotlib"].rcdefaults()
