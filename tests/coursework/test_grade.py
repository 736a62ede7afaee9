import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool

import nbformat
import pytest

from coursework import grade
from coursework.bank import compose
from coursework.grade import CourseError, Workers, grade_all, grade_submission, read_submission
from coursework.judge.judge import CellReport, CheckResult, Verdict
from coursework.judge.sandbox import SandboxLost, SandboxUnavailable
from coursework.lesson import Role, UngradableError

RIGHT = "def double(x):\n    return 2 * np.asarray(x)"
WRONG = "def double(x):\n    return 2 * x"


def _bytes(notebook):
    return nbformat.writes(notebook).encode()


def _cells(result):
    return {cell.id: cell for cell in nbformat.reads(result.notebook, as_version=4).cells}


@pytest.fixture
def judged(monkeypatch):
    """Put a judge in that gives the verdict it is told."""

    def install(*, status="correct", message="", stopped="", cells=(), error=None):
        def judge(lesson, submission, *, limits, confined):
            if error:
                raise error
            exercise = lesson.exercises[0]
            score = exercise.points if status == "correct" else 0.0
            check = CheckResult(
                cell_id=exercise.check.id,
                exercise=exercise.id,
                title=exercise.title,
                status=status,
                score=score,
                max_score=exercise.points,
                message=message,
                stdout="",
            )
            return Verdict(checks=(check,), cells=tuple(cells), stopped=stopped, confined=confined)

        monkeypatch.setattr(grade, "judge", judge)

    return install


# --- reading ---------------------------------------------------------------------------


def _place(tmp_path):
    folder = tmp_path / "ada" / "90_small"
    folder.mkdir(parents=True)
    return folder / "90_small.ipynb"


def test_an_ordinary_file_is_read(tmp_path):
    path = _place(tmp_path)
    path.write_bytes(b"{}")
    assert read_submission(path) == b"{}"


def test_what_is_no_ordinary_file_has_a_reason(tmp_path):
    path = _place(tmp_path)
    with pytest.raises(UngradableError, match=r"There is no file 90_small\.ipynb"):
        read_submission(path)
    path.mkdir()
    with pytest.raises(UngradableError, match="is a folder"):
        read_submission(path)
    path.rmdir()
    os.mkfifo(path)
    with pytest.raises(UngradableError, match="is not an ordinary file"):
        read_submission(path)
    path.unlink()
    path.symlink_to("/etc/hostname")
    with pytest.raises(UngradableError, match="is a symbolic link"):
        read_submission(path)


def test_a_linked_folder_is_refused(tmp_path):
    path = _place(tmp_path)
    path.write_bytes(b"{}")
    (tmp_path / "eve").mkdir()
    (tmp_path / "eve" / "90_small").symlink_to(path.parent)
    with pytest.raises(UngradableError, match="is a symbolic link"):
        read_submission(tmp_path / "eve" / "90_small" / path.name)


def test_a_huge_file_is_not_read(tmp_path):
    path = _place(tmp_path)
    with path.open("wb") as file:
        file.truncate(grade.MAX_BYTES + 1)
    with pytest.raises(UngradableError, match=r"11 MB; 10 MB is the limit. Clear all outputs"):
        read_submission(path)


# --- one submission --------------------------------------------------------------------


def test_a_good_submission(small, small_release, judged):
    judged()
    made = compose(small_release, {"s90_double": RIGHT, "s90_why": "For two reasons."})
    result = grade_submission(small, "ada", _bytes(made))
    assert (result.student, result.lesson) == ("ada", "90_small")
    assert (result.score, result.max_score, result.reason) == (2.0, 2.0, "")
    assert result.written == ("s90_why",)
    assert result.answers == {"s90_double": RIGHT, "s90_why": "For two reasons."}


def test_the_digest_knows_the_file_and_the_checks(small, small_source, small_release, judged):
    judged()
    data = _bytes(small_release)
    digest = grade_submission(small, "ada", data).digest
    assert grade_submission(small, "eve", data).digest == digest
    assert grade_submission(small, "ada", data + b"\n").digest != digest
    harder = compose(small_source, {"s90_double_check": "with exercise('90.1 Double'): pass"})
    assert (
        grade_submission(type(small).from_notebook("90_small", harder), "ada", data).digest
        != digest
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "The file is empty."),
        (b"\xff\xfe{", "not UTF-8"),
        (b'{"cells": [', "not a notebook"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"cells": [1], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}', "not a notebook"),
        (_bytes(nbformat.v4.new_notebook()), "another lesson"),
    ],
)
def test_what_cannot_be_graded_has_a_reason_and_no_points(small, data, reason):
    result = grade_submission(small, "ada", data)
    assert reason in result.reason
    assert [(check.cell_id, check.score, check.max_score) for check in result.checks] == [
        ("s90_double_check", 0.0, 2.0)
    ]
    assert result.checks[0].status == "error"
    assert result.checks[0].message == result.reason
    assert (result.answers, result.written) == ({}, ())


def test_a_failing_grader_costs_one_submission_only(small, small_release, judged):
    judged(error=ZeroDivisionError("oh"))
    result = grade_submission(small, "ada", _bytes(small_release))
    assert result.score == 0
    assert "The grader itself failed (ZeroDivisionError: oh)" in result.reason


def test_a_missing_sandbox_stops_everything(small, small_release, judged):
    judged(error=SandboxUnavailable("install bubblewrap"))
    with pytest.raises(SandboxUnavailable, match="install bubblewrap"):
        grade_submission(small, "ada", _bytes(small_release))


def test_a_sandbox_that_is_lost_is_no_students_fault_and_tried_again(small, small_release, judged):
    judged(error=SandboxLost())
    result = grade_submission(small, "ada", _bytes(small_release))
    assert (result.score, result.digest) == (0, "")
    assert "was ended from outside, twice" in result.reason


def test_why_the_process_was_stopped_is_the_reason(small, small_release, judged):
    judged(status="error", message="It ran longer than 5 s.", stopped="ran longer than 60 s")
    result = grade_submission(small, "ada", _bytes(small_release))
    assert result.reason == "The student's process was stopped: it ran longer than 60 s."


# --- the graded notebook ---------------------------------------------------------------


def test_outputs_are_the_judges(small, small_release, judged):
    report = CellReport("s90_double", Role.ANSWER, False, "NameError: no `y`", "so far\n")
    judged(status="incorrect", message="double(3) gives 9.", cells=[report])
    made = compose(small_release, {"s90_double": WRONG})
    forged = nbformat.v4.new_output(
        "stream", text="Exercise 90.1 Double: correct, as far as this cell checks."
    )
    made.cells[3].outputs = [forged]
    cells = _cells(grade_submission(small, "ada", _bytes(made)))
    (error,) = cells["s90_double_check"].outputs
    assert (error.ename, error.evalue) == ("Incorrect", "double(3) gives 9.")
    assert error.traceback == ["Not yet: double(3) gives 9."]
    stdout, error = cells["s90_double"].outputs
    assert (stdout.name, stdout.text) == ("stdout", "so far\n")
    assert (error.ename, error.evalue) == ("NameError", "no `y`")


def test_not_attempted_has_its_own_name(small, small_release, judged):
    judged(status="not attempted", message="The placeholder is still there.")
    cells = _cells(grade_submission(small, "ada", _bytes(small_release)))
    (error,) = cells["s90_double_check"].outputs
    assert error.ename == "NotAttempted"
    assert error.traceback == ["Not attempted: The placeholder is still there."]


def test_locked_cells_come_from_the_source(small, small_release, judged):
    judged()
    changed = {"s90_double_check": "print('correct')", "s90_end": "1 / 0", "s90_title": "# Mine"}
    made = compose(small_release, changed | {"s90_double": RIGHT, "s90_why": "So."})
    made.cells[3].metadata.nbgrader.points = 100
    cells = _cells(grade_submission(small, "ada", _bytes(made)))
    for id_ in changed:
        assert cells[id_].source == small.cell(id_).source
    assert cells["s90_double_check"].metadata.nbgrader.points == 2
    assert cells["s90_double"].source == RIGHT
    assert cells["s90_why"].source == "So."
    assert "s90_double_check was changed" in cells["grader_notes"].source


def test_deleted_cells_are_back_in_their_place(small, small_release, judged):
    judged()
    gone = ("s90_double_check", "s90_why")
    small_release.cells = [cell for cell in small_release.cells if cell.id not in gone]
    result = grade_submission(small, "ada", _bytes(small_release))
    assert result.reason == ""
    ids = list(_cells(result))
    assert ids == [
        "grader_notes",
        "s90_title",
        "s90_setup",
        "s90_double",
        "s90_double_check",
        "s90_why",
        "s90_end",
    ]


def test_cells_of_the_student_stay_without_their_metadata(small, small_release, judged):
    judged()
    forged = {"nbgrader": dict(small_release.cells[3].metadata.nbgrader, grade_id="bonus")}
    mine = nbformat.v4.new_code_cell("x = 1", metadata=forged)
    note = nbformat.v4.new_markdown_cell("I was here.")
    small_release.cells[3:3] = [mine, note]
    cells = _cells(grade_submission(small, "ada", _bytes(small_release)))
    assert list(cells)[3:6] == ["extra_3", "extra_4", "s90_double_check"]
    assert (cells["extra_3"].source, cells["extra_3"].metadata) == ("x = 1", {})
    assert cells["extra_4"].source == "I was here."


def test_pictures_of_a_text_stay_and_nothing_else_does(small, small_release, judged):
    judged()
    small_release.cells[4].source = "![plot](attachment:plot.png)"
    small_release.cells[4].attachments = {
        "plot.png": {"image/png": "aGk=", "text/html": "<script>"},
        "page": {"text/html": "<script>"},
    }
    cells = _cells(grade_submission(small, "ada", _bytes(small_release)))
    assert cells["s90_why"].attachments == {"plot.png": {"image/png": "aGk="}}


def test_half_characters_in_a_picture_can_be_written(small, small_release, judged):
    judged()
    small_release.cells[4].attachments = {"\ud800": {"image/png": "\ud800"}}
    data = json.dumps(small_release).encode()
    assert b'"?": {' in grade_submission(small, "ada", data).notebook.encode()


def test_the_reason_cannot_smuggle_markup(small):
    result = grade.ungradable(small, "eve", "<script>alert(1)</script>\n# big")
    text = _cells(result)["grader_notes"].source
    assert "\n    <script>alert(1)</script>\n    # big" in text  # indented: shown as it is


def test_an_ungradable_submission_can_be_marked_by_hand(small):
    cells = _cells(grade_submission(small, "ada", b""))
    assert list(cells) == ["grader_notes", "s90_double_check", "s90_why"]
    assert "The file is empty." in cells["grader_notes"].source
    assert cells["s90_double_check"].outputs[0].evalue == "The file is empty."


def test_half_characters_do_no_harm(small, small_release, judged):
    judged(status="incorrect", message="came: \ud800")
    data = json.dumps(compose(small_release, {"s90_double": "x = '\ud800'"})).encode()
    result = grade_submission(small, "ada", data)
    assert result.notebook.encode()
    assert _cells(result)["s90_double"].source == "x = '?'"


def test_the_notebook_is_valid_and_keeps_the_digest(small, small_release, judged):
    judged()
    result = grade_submission(small, "ada", _bytes(small_release))
    notebook = nbformat.reads(result.notebook, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata.coursework.digest == result.digest


# --- a class ---------------------------------------------------------------------------


def _hand_in(folder, data):
    paths = []
    for student, content in data.items():
        path = folder / student / "90_small" / "90_small.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        paths.append((student, path))
    return paths


class Here(Executor):
    """Run each call at once, in this process."""

    jobs = 1

    def submit(self, fn, /, *args, **kwargs):
        future = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class Broken(Here):
    """Lose the process of every call that grades, as a pool does for all that it was handed."""

    def submit(self, fn, /, *args, **kwargs):
        if fn is not grade_submission:
            return super().submit(fn, *args, **kwargs)
        future = Future()
        future.set_exception(BrokenProcessPool("gone"))
        return future


def test_every_submission_has_one_result(small, small_release, judged, tmp_path, monkeypatch):
    judged()
    monkeypatch.setattr(grade, "PER_WORKER", 2)
    found = _hand_in(tmp_path, {f"s{i}": _bytes(small_release) for i in range(7)})
    (tmp_path / "zoe" / "90_small").mkdir(parents=True)
    found.insert(3, ("zoe", tmp_path / "zoe" / "90_small" / "90_small.ipynb"))
    results = list(grade_all(small, found, executor=Here()))
    assert sorted(result.student for result in results) == [*(f"s{i}" for i in range(7)), "zoe"]
    reasons = {result.student: result.reason for result in results if result.reason}
    assert reasons == {"zoe": "There is no file 90_small.ipynb in this folder."}


def test_work_is_handed_out_before_it_is_asked_for(small, tmp_path):
    handed = []

    class Noting(Here):
        def submit(self, fn, /, *args, **kwargs):
            handed.append(args[1])
            return super().submit(fn, *args, **kwargs)

    grade_all(small, _hand_in(tmp_path, {"ada": b""}), executor=Noting())
    assert handed == ["ada"]


def test_a_broken_pool_loses_nothing(small, tmp_path):
    found = _hand_in(tmp_path, {"ada": b"", "eve": b"{}"})
    results = {one.student: one for one in grade_all(small, found, executor=Broken())}
    assert results["ada"].reason == "The file is empty."
    assert "not a notebook" in results["eve"].reason


def test_a_notebook_that_kills_its_process_gets_a_reason(small, tmp_path, monkeypatch):
    monkeypatch.setattr(grade, "Workers", lambda jobs: Broken())
    found = _hand_in(tmp_path, {"ada": b""})
    (result,) = grade_all(small, found, executor=Broken())
    assert result.reason == "The grading process died on this notebook, twice. Grade it by hand."


def test_a_machine_where_no_process_starts_is_no_fault_of_a_student(small, tmp_path, monkeypatch):
    def refuse(*_):
        future = Future()
        future.set_exception(BrokenProcessPool("gone"))
        return future

    monkeypatch.setattr(Workers, "submit", refuse)
    found = _hand_in(tmp_path, {"ada": b""})
    with pytest.raises(CourseError, match="do not start on this machine"):
        list(grade_all(small, found, executor=Broken()))


def test_the_callers_script_is_not_run_again(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "from coursework.grade import Workers\n"
        "print('started')\n"
        "with Workers(1) as workers:\n"
        "    print(workers.submit(pow, 2, 3).result())\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("started\n8\n", 0), done.stderr


def test_workers_outlive_a_dead_process():
    with Workers(1) as workers:
        with pytest.raises(BrokenProcessPool):
            workers.submit(os._exit, 3).result()
        assert workers.submit(pow, 2, 5).result() == 32


def test_after_an_interruption_nobody_waits_for_what_has_begun():
    with pytest.raises(KeyboardInterrupt), Workers(1) as workers:  # noqa: PT012
        begun = workers.submit(time.sleep, 5)
        while not begun.running():
            time.sleep(0.01)
        raise KeyboardInterrupt
    assert isinstance(begun.exception(), BrokenProcessPool)


def test_a_worker_leaves_an_interruption_to_the_command():
    with Workers(1) as workers:
        assert workers.submit(signal.getsignal, signal.SIGINT).result() is signal.SIG_IGN
        assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())
