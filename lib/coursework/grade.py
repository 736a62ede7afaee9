"""Submissions to results: a pure function of a lesson and a file's bytes, on all cores."""

from __future__ import annotations

import concurrent.futures
import contextlib
import multiprocessing
import os
import signal
import stat
import sys
import threading
import time
import types
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass, field
from multiprocessing import forkserver, resource_tracker
from pathlib import Path

from coursework import faststart  # noqa: F401  (before nbformat: it makes its import fast)
from coursework.autograded import autograded_notebook
from coursework.judge.judge import CellReport, CheckResult, Limits, Verdict, judge
from coursework.judge.sandbox import SandboxLost, SandboxUnavailable
from coursework.lesson import Lesson, Role, Submission, UngradableError
from coursework.record import digest_of
from coursework.text import LINE, one_line, readable

__all__ = [
    "MAX_BYTES",
    "TIMESTAMP",
    "CourseError",
    "Result",
    "Workers",
    "grade_all",
    "grade_submission",
    "handed_in",
    "read_submission",
    "ungradable",
]

MAX_BYTES = 10 * 2**20
TIMESTAMP = "timestamp.txt"
LOST = (
    "The sandbox of this notebook was ended from outside, twice. The student's code cannot do "
    "that; is the machine short of memory? Run the same command again: it grades this notebook "
    "once more."
)
PER_WORKER = 8  # submissions handed out ahead of time: enough to keep a worker busy


# A student and the digest of a submission, to what is known of it.
Known = Callable[[str, str], "Result | None"]


class CourseError(RuntimeError):
    """A course folder cannot be graded; the text says why and what to do."""


@dataclass(frozen=True)
class Result:
    """What grading one submission gave.

    Attributes
    ----------
    student, lesson : str
    digest : str
        Of all that decided it, see `record.digest_of`. Empty if it should be tried again.
    checks : tuple of CheckResult
        One for each check cell of the lesson, in order, also when nothing could be graded.
    reason : str
        Why it could not be graded or what stopped it, else nothing.
    notes : tuple of str
        What an instructor should know: cells that were deleted, changed or copied.
    cells : tuple of CellReport
        What became of each cell of the student that ran.
    answers : dict of str to str
        The student's text of each answer and written cell, by grade id.
    written : tuple of str
        Grade ids that a person has to grade.
    notebook : str
        The notebook for ``autograded/``, as JSON.
    seconds : float
        Time that grading took.
    confined : bool
        Whether the student's code ran in the sandbox.
    fresh : bool
        Whether it was graded now, and not read from the record of an earlier run.
    """

    student: str
    lesson: str
    digest: str
    checks: tuple[CheckResult, ...]
    reason: str = ""
    notes: tuple[str, ...] = ()
    cells: tuple[CellReport, ...] = ()
    answers: dict[str, str] = field(default_factory=dict, repr=False)
    written: tuple[str, ...] = ()
    notebook: str = field(default="", repr=False)
    seconds: float = field(default=0.0, compare=False)
    confined: bool = True
    fresh: bool = field(default=True, compare=False)

    @property
    def score(self) -> float:
        """Points of all checks."""
        return sum(check.score for check in self.checks)

    @property
    def max_score(self) -> float:
        """Points that the checks are worth."""
        return sum(check.max_score for check in self.checks)


# --- one submission --------------------------------------------------------------------


def read_submission(path: Path) -> bytes:
    """Read a submitted file, if it is an ordinary file of a sensible size.

    Parameters
    ----------
    path : Path
        ``submitted/<student>/<lesson>/<lesson>.ipynb``. A symbolic link, here or in the two
        folders above, is refused: it could name a file of the instructor.

    Raises
    ------
    UngradableError
        With a reason in one line.
    """
    try:
        return _read(path)
    except FileNotFoundError:
        raise UngradableError(f"There is no file {path.name} in this folder.") from None
    except OSError as error:
        raise UngradableError(
            f"{path.name} cannot be read: {error.strerror or error}. "
            "Look at the rights of the file and of its folders, and grade again."
        ) from error


def _read(path: Path) -> bytes:
    for place in (path.parent.parent, path.parent, path):
        if place.is_symlink():
            name = one_line(place.name)
            raise UngradableError(f"{name} is a symbolic link, not a file. Hand in a file.")
    # Without O_NONBLOCK, opening a named pipe would wait for ever.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        _check_status(path.name, os.fstat(handle))
        with open(handle, "rb", closefd=False) as file:
            return file.read(MAX_BYTES)
    finally:
        os.close(handle)


def handed_in(folder: Path) -> tuple[str, str]:
    """Read ``timestamp.txt`` in a student's folder.

    Returns
    -------
    said, problem : str
        What it says, and else why it says nothing. Both are empty without such a file.
    """
    path = folder / TIMESTAMP
    if not os.path.lexists(path):
        return "", ""
    try:
        said = read_submission(path).decode("utf-8-sig")[:100].strip()
    except UngradableError as error:
        return "", str(error).partition(". ")[0].rstrip(".")
    except UnicodeDecodeError:
        return "", "it is not UTF-8 text"
    return said, "" if said else "it is empty"


def _check_status(name: str, status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise UngradableError(f"{name} is a folder, not a file.")
    if not stat.S_ISREG(status.st_mode):
        raise UngradableError(f"{name} is not an ordinary file.")
    if status.st_size > MAX_BYTES:
        raise UngradableError(
            f"The file has {-(-status.st_size // 2**20)} MB; {MAX_BYTES // 2**20} MB is the "
            "limit. Clear all outputs, save and hand in again."
        )


def grade_submission(
    lesson: Lesson,
    student: str,
    data: bytes,
    *,
    limits: Limits | None = None,
    confined: bool = True,
) -> Result:
    """Grade the bytes of one notebook. Nothing that a student wrote makes it raise.

    Parameters
    ----------
    lesson : Lesson
    student : str
        Name of the folder that the notebook was in.
    data : bytes
    limits : Limits, optional
        Memory, time and output that the student's process may use.
    confined : bool
        Whether the student's process runs in the sandbox.

    Returns
    -------
    Result

    Raises
    ------
    SandboxUnavailable
        If `confined` and the machine has no sandbox.
    """
    started = time.perf_counter()
    digest = digest_of(lesson, data)
    try:
        submission = Submission.read(lesson, data)
        verdict = judge(lesson, submission, limits=limits or Limits(), confined=confined)
        return _graded(lesson, student, digest, submission, verdict, started)
    except UngradableError as error:
        return ungradable(lesson, student, str(error), digest=digest)
    except SandboxUnavailable:
        raise
    except SandboxLost:
        return ungradable(lesson, student, LOST)  # without a digest: tried again next time
    except Exception as error:  # a mistake of ours must not cost the class its marks
        reason = (
            f"The grader itself failed ({type(error).__name__}: {one_line(str(error), 200)}). "
            "Grade this notebook by hand, and please report it."
        )
        return ungradable(lesson, student, reason)  # without a digest, too


def _graded(
    lesson: Lesson,
    student: str,
    digest: str,
    submission: Submission,
    verdict: Verdict,
    started: float,
) -> Result:
    reason = f"The student's process was stopped: it {verdict.stopped}." if verdict.stopped else ""
    notebook = autograded_notebook(
        lesson,
        submission,
        checks=verdict.checks,
        cells=verdict.cells,
        reason=reason,
        notes=submission.notes,
        digest=digest,
    )
    return Result(
        student=student,
        lesson=lesson.name,
        digest=digest,
        checks=verdict.checks,
        reason=reason,
        notes=submission.notes,
        cells=verdict.cells,
        answers=dict(submission.answers),
        written=tuple(cell.id for cell in lesson.by_role(Role.WRITTEN)),
        notebook=notebook,
        seconds=time.perf_counter() - started,
        confined=verdict.confined,
    )


def ungradable(lesson: Lesson, student: str, reason: str, *, digest: str = "") -> Result:
    """Make the result of a submission that cannot be graded: 0 for each check, and why."""
    reason = readable(reason, LINE)
    checks = tuple(
        CheckResult(
            cell_id=exercise.check.id,
            exercise=exercise.id,
            title=exercise.title,
            status="error",
            score=0.0,
            max_score=exercise.points,
            message=reason,
            stdout="",
        )
        for exercise in lesson.exercises
        if not exercise.written
    )
    notebook = autograded_notebook(lesson, None, checks=checks, reason=reason, digest=digest)
    return Result(student, lesson.name, digest, checks, reason, notebook=notebook)


# --- a class ---------------------------------------------------------------------------


class Workers(Executor):
    """A pool of processes that is renewed when a process of it dies.

    It starts to load what grading needs at once, so that the caller can do something else
    in the meantime.

    Parameters
    ----------
    jobs : int, optional
        Number of processes. One for each core if not given.
    """

    def __init__(self, jobs: int | None = None) -> None:
        self.jobs = jobs or _cores()
        methods = multiprocessing.get_all_start_methods()
        method = "forkserver" if "forkserver" in methods else "spawn"
        self._context = multiprocessing.get_context(method)
        if method == "forkserver":
            # One process imports for all: workers are then forked in a few milliseconds.
            forkserver.set_forkserver_preload(["coursework.preload"])
            _start_fork_server()
        self._pool = self._new_pool()

    def submit(self, fn, /, *args, **kwargs) -> Future:
        """Hand out one call, to a new pool if the last one has broken."""
        with _without_main():
            try:
                return self._pool.submit(fn, *args, **kwargs)
            except BrokenExecutor:
                self._pool.shutdown(wait=False)
                self._pool = self._new_pool()
                return self._pool.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes."""
        self._pool.shutdown(wait, cancel_futures=cancel_futures)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """End the processes; what has not begun, after an error, is dropped.

        After a Ctrl-C nobody waits for what has begun, either.
        """
        if kind is KeyboardInterrupt:
            # What Python 3.14 calls kill_workers.
            for process in list((self._pool._processes or {}).values()):
                process.kill()
        self.shutdown(wait=True, cancel_futures=True)

    def _new_pool(self) -> Executor:
        return concurrent.futures.ProcessPoolExecutor(
            self.jobs, mp_context=self._context, initializer=_begin_worker
        )


def _start_fork_server() -> None:
    """Start what forks the workers, so that none of them is interrupted.

    A terminal sends a Ctrl-C to all processes of a command. What becomes of it is the command's
    to decide: the others end with it, and must not talk of it.
    """
    # It tidies up after a command that was killed, and would warn of each time that it had to.
    with _environment("PYTHONWARNINGS", "ignore:resource_tracker:UserWarning"):
        resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # is inherited
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    """Set a variable for what is started meanwhile."""
    before = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        del os.environ[name]
        if before is not None:
            os.environ[name] = before


def _begin_worker() -> None:
    """Leave a Ctrl-C to the command, and do not outlive it, even if it was killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def wait() -> None:
        multiprocessing.parent_process().join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Hide the main module while processes start.

    multiprocessing runs it again in each of them: here that is the command line, which costs
    time, or somebody's script without a guard, which would start it all over.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1


def grade_all(
    lesson: Lesson,
    submissions: Iterable[tuple[str, Path]],
    *,
    executor: Executor,
    limits: Limits | None = None,
    confined: bool = True,
    known: Known | None = None,
) -> Iterator[Result]:
    """Grade the submissions to one lesson, in the order in which they get ready.

    Work is handed out when this is called, not when the first result is asked for.

    Parameters
    ----------
    lesson : Lesson
    submissions : iterable of (student, path)
    executor : concurrent.futures.Executor
        `Workers`, or any other that calls `grade_submission` somewhere.
    limits, confined
        As in `grade_submission`.
    known : callable, optional
        Called with a student and the digest of what was handed in; returns the result of an
        earlier run, or None if the submission is to be graded.

    Returns
    -------
    iterator of Result
        One for each submission. A process that dies costs no other submission its mark.

    Raises
    ------
    SandboxUnavailable
        If `confined` and the machine has no sandbox.
    """
    options = {"limits": limits, "confined": confined}
    run = _Run(lesson, iter(submissions), executor, options, known)
    run.hand_out()
    return run.results()


class _Run:
    """One pass of `grade_all`: what is handed out and what is still to come."""

    def __init__(
        self,
        lesson: Lesson,
        submissions: Iterator[tuple[str, Path]],
        executor: Executor,
        options: dict,
        known: Known | None,
    ) -> None:
        self.lesson = lesson
        self.submissions = submissions
        self.executor = executor
        self.options = options
        self.known = known
        self.ahead = PER_WORKER * getattr(executor, "jobs", _cores())
        self.out: dict[Future, tuple[str, bytes]] = {}
        self.ready: list[Result] = []

    def hand_out(self) -> None:
        """Keep the executor busy, and no more than a few files in memory."""
        while len(self.out) < self.ahead and len(self.ready) < self.ahead:
            student, path = next(self.submissions, (None, None))
            if student is None:
                return
            try:
                data = read_submission(path)
            except UngradableError as error:
                self.ready.append(ungradable(self.lesson, student, str(error)))
                continue
            result = self.known(student, digest_of(self.lesson, data)) if self.known else None
            if result is not None:
                self.ready.append(result)
            else:
                self.out[self._submit(self.executor, student, data)] = (student, data)

    def results(self) -> Iterator[Result]:
        """Yield results while handing out more."""
        try:
            while self.out or self.ready:
                yield from self.ready
                self.ready.clear()
                self.hand_out()
                if not self.out:
                    continue
                done, _ = concurrent.futures.wait(
                    self.out, return_when=concurrent.futures.FIRST_COMPLETED
                )
                for future in done:
                    student, data = self.out.pop(future)
                    self.hand_out()
                    yield self._result(future, student, data)
        finally:
            for future in self.out:
                future.cancel()

    def _submit(self, executor: Executor, student: str, data: bytes) -> Future:
        return executor.submit(grade_submission, self.lesson, student, data, **self.options)

    def _result(self, future: Future, student: str, data: bytes) -> Result:
        try:
            result = future.result()
        except SandboxUnavailable:
            raise
        except Exception:  # of the executor: grading itself raises nothing else
            return self._alone(student, data)
        if result.digest and result.digest != digest_of(self.lesson, data):
            raise CourseError(
                "A worker grades with another version of this course. Install the same version "
                "on all machines, then start their workers again."
            )
        return result

    def _alone(self, student: str, data: bytes) -> Result:
        # When a pool breaks, all that was handed out is lost, and nobody knows by whose fault.
        with Workers(1) as worker:
            try:
                worker.submit(int).result()
            except BrokenExecutor as error:
                raise CourseError("Processes that grade do not start on this machine.") from error
            try:
                return self._submit(worker, student, data).result()
            except BrokenExecutor:
                reason = "The grading process died on this notebook, twice. Grade it by hand."
                return ungradable(self.lesson, student, reason)
