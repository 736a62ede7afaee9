import contextlib
import copy
import csv
import dataclasses
import os
import re
import sqlite3
from datetime import datetime
from html import unescape

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.plugins import CsvExportPlugin
from sqlalchemy.exc import OperationalError

from coursework import grade, gradebook
from coursework.bank import compose
from coursework.feedback import HideTests
from coursework.grade import Result, ungradable
from coursework.gradebook import CourseGradebook, GradebookError
from coursework.judge.judge import CheckResult
from coursework.report import Mark

NAME = "90_small"


def _source(course):
    return course / "source" / NAME / f"{NAME}.ipynb"


@pytest.fixture
def book(small_course):
    with CourseGradebook(small_course) as book:
        book.register(NAME, _source(small_course))
        yield book


@pytest.fixture
def result(small) -> Result:
    """Ada solved the exercise and answered the question."""
    blank = ungradable(small, "ada", "")
    check = dataclasses.replace(blank.checks[0], status="correct", score=2.0, message="")
    return dataclasses.replace(
        blank,
        checks=(check,),
        answers={"s90_double": "def double(x): ...", "s90_why": "Because I say so."},
        written=("s90_why",),
    )


def _wrong(result, message="double(3) gives 9."):
    check = dataclasses.replace(result.checks[0], status="incorrect", score=0.0, message=message)
    return dataclasses.replace(result, checks=(check,))


def _url(course):
    return f"sqlite:///{course / 'gradebook.db'}"


def _grades(course, student="ada"):
    with Gradebook(_url(course), "good_practices") as gradebook:
        notebook = gradebook.find_submission_notebook(NAME, NAME, student)
        return {
            grade.name: (grade.auto_score, grade.manual_score, grade.needs_manual_grade)
            for grade in notebook.grades
        }


def test_the_lesson_is_registered_as_nbgrader_does_it(small_course, book, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    for name in ("source", "nbgrader_config.py"):
        (other / name).symlink_to(small_course / name)
    with CourseGradebook(other) as stock:
        stock.release(NAME)

    def cells(course):
        with Gradebook(_url(course), "good_practices") as gradebook:
            notebook = gradebook.find_notebook(NAME, NAME)
            points = {cell.name: cell.max_score for cell in notebook.grade_cells}
            kept = [
                (cell.name, cell.cell_type, cell.locked, cell.source, cell.checksum)
                for cell in notebook.source_cells
            ]
            return sorted(kept), points, sorted(cell.name for cell in notebook.solution_cells)

    assert cells(small_course) == cells(other)
    assert cells(small_course)[1] == {"s90_double_check": 2.0, "s90_why": 3.0}


def test_the_gradebook_has_the_version_that_nbgrader_expects(small_course, book):
    from nbgrader.api import get_alembic_version
    from sqlalchemy import create_engine, text

    with create_engine(_url(small_course)).connect() as connection:
        (version,) = connection.execute(text("SELECT version_num FROM alembic_version")).one()
    assert version == get_alembic_version()


def test_a_lesson_whose_points_change_is_registered_again(small_course, book, small_source):
    changed = nbformat.from_dict(small_source)
    changed.cells[3].metadata.nbgrader.points = 5
    nbformat.write(changed, _source(small_course))
    book.register(NAME, _source(small_course))
    with Gradebook(_url(small_course), "good_practices") as gradebook:
        assert gradebook.find_graded_cell("s90_double_check", NAME, NAME).max_score == 5


def test_cells_cannot_come_or_go_under_marks(small_course, book, result, small_source):
    book.record(result)
    changed = nbformat.from_dict(small_source)
    del changed.cells[4]
    nbformat.write(changed, _source(small_course))
    with pytest.raises(GradebookError, match="nbgrader db assignment remove 90_small"):
        book.register(NAME, _source(small_course))


def test_marks_are_what_nbgrader_would_set(small_course, book, result):
    book.record(result)
    assert _grades(small_course) == {
        "s90_double_check": (2.0, None, False),
        "s90_why": (None, None, True),
    }


def test_a_text_that_was_not_answered_is_worth_nothing(small_course, book, result):
    stub = "*Your turn: replace this line with your answer.*"
    book.record(dataclasses.replace(result, answers=result.answers | {"s90_why": stub}))
    assert _grades(small_course)["s90_why"] == (0.0, None, False)
    with Gradebook(_url(small_course), "good_practices") as gradebook:
        comments = gradebook.find_submission_notebook(NAME, NAME, "ada").comments
        assert {comment.name: comment.auto_comment for comment in comments} == {
            "s90_double": None,
            "s90_why": "No response.",
        }


def test_an_ungradable_submission_has_marks_and_a_reason(small_course, book, small):
    book.record(ungradable(small, "eve", "The file is empty."))
    assert _grades(small_course, "eve") == {
        "s90_double_check": (0.0, None, False),
        "s90_why": (0.0, None, False),
    }
    folder = small_course / "autograded" / "eve" / NAME
    assert (folder / "reason.txt").read_text() == "The file is empty.\n"
    assert "The file is empty." in (folder / f"{NAME}.ipynb").read_text()


def test_a_mark_given_by_hand_is_never_lost(small_course, book, result, small):
    book.record(_wrong(result))
    with Gradebook(_url(small_course), "good_practices") as gradebook:
        for name, mark in (("s90_double_check", 1.5), ("s90_why", 2.5)):
            grade = gradebook.find_grade(name, NAME, NAME, "ada")
            grade.manual_score, grade.needs_manual_grade = mark, False
        gradebook.db.commit()
    book.record(result)
    assert _grades(small_course) == {
        "s90_double_check": (2.0, 1.5, True),
        "s90_why": (None, 2.5, True),
    }
    book.record(ungradable(small, "ada", "The file is empty."))
    assert _grades(small_course) == {
        "s90_double_check": (0.0, 1.5, True),
        "s90_why": (0.0, 2.5, True),
    }


def test_grading_again_replaces_mark_notebook_and_reason(small_course, book, result, small):
    book.record(ungradable(small, "ada", "The file is empty."))
    book.record(dataclasses.replace(result, notebook='{"second": "notebook"}'))
    assert _grades(small_course)["s90_double_check"] == (2.0, None, False)
    folder = small_course / "autograded" / "ada" / NAME
    assert [path.name for path in folder.iterdir()] == [f"{NAME}.ipynb"]
    assert (folder / f"{NAME}.ipynb").read_text() == '{"second": "notebook"}'


def test_a_failure_in_the_middle_leaves_nothing_behind(small_course, book, result, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("coursework.gradebook._set_marks", stop)
    with pytest.raises(KeyboardInterrupt):
        book.record(result)
    with Gradebook(_url(small_course), "good_practices") as gradebook:
        assert gradebook.students == []
        assert gradebook.assignment_submissions(NAME) == []
    monkeypatch.undo()
    book.record(result)
    assert _grades(small_course)["s90_double_check"] == (2.0, None, False)


def test_the_time_of_handing_in_is_kept(small_course, book, result):
    folder = small_course / "submitted" / "ada" / NAME
    folder.mkdir(parents=True)
    (folder / "timestamp.txt").write_text("2026-02-03 10:30:00.000000 UTC")
    book.record(result)
    with Gradebook(_url(small_course), "good_practices") as gradebook:
        submission = gradebook.find_submission(NAME, "ada")
        assert submission.timestamp.isoformat() == "2026-02-03T10:30:00"
    kept = small_course / "autograded" / "ada" / NAME / "timestamp.txt"
    assert book.coursedir.get_existing_timestamp(kept.parent).isoformat() == "2026-02-03T10:30:00"


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"yesterday",
        b"\xff\xfe",
        b"9" * 400,
        b"7",
        b"2027",
        b"1 March 10:00",
        b"0001-01-01 00:00 +14:00",
        b"1970-01-01 00:00 UTC",
        "99999999999999999999１２99999999999999999999m14:00".encode(),
    ],
)
def test_a_time_that_cannot_be_read_is_no_time(small_course, book, result, text):
    folder = small_course / "submitted" / "ada" / NAME
    folder.mkdir(parents=True)
    (folder / "timestamp.txt").write_bytes(text)
    book.record(result)
    with Gradebook(_url(small_course), "good_practices") as gradebook:
        assert gradebook.find_submission(NAME, "ada").timestamp is None


def test_late_submissions_pay_what_the_course_asks(small_course, result):
    with (small_course / "nbgrader_config.py").open("a") as file:
        file.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    folder = small_course / "submitted" / "ada" / NAME
    folder.mkdir(parents=True)
    (folder / "timestamp.txt").write_text("2026-02-03 10:00:00 UTC")
    with CourseGradebook(small_course) as book:
        book.register(NAME, _source(small_course))
        with Gradebook(_url(small_course), "good_practices") as gradebook:
            gradebook.update_or_create_assignment(NAME, duedate="2026-02-01 00:00:00 UTC")
        marks = book.record(result)
        assert _penalty(small_course) == 2.0
        assert (marks.penalty, marks.score) == (2.0, 0.0)
        (folder / "timestamp.txt").write_text("2026-01-31 10:00:00 UTC")
        assert book.record(result).penalty == 0
        assert not _penalty(small_course)


def test_a_deadline_that_moves_counts_without_grading_again(small_course, result):
    with (small_course / "nbgrader_config.py").open("a") as file:
        file.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    folder = small_course / "submitted" / "ada" / NAME
    folder.mkdir(parents=True)
    (folder / "timestamp.txt").write_text("2026-02-03 10:00:00 UTC")
    with CourseGradebook(small_course) as book:
        book.register(NAME, _source(small_course))
        assert book.record(result).penalty == 0
        for due, penalty in (("2026-02-01", 2.0), ("2026-02-05", 0.0), ("2026-02-02", 2.0)):
            with Gradebook(_url(small_course), "good_practices") as gradebook:
                gradebook.update_or_create_assignment(NAME, duedate=f"{due} 00:00:00 UTC")
            assert book.marks(result).penalty == penalty
            assert (_penalty(small_course) or 0.0) == penalty
            assert book.needs_feedback(dataclasses.replace(result, fresh=False))


def test_a_penalty_that_cannot_be_written_is_said(small_course, result, monkeypatch):
    folder = small_course / "submitted" / "ada" / NAME
    folder.mkdir(parents=True)
    (folder / "timestamp.txt").write_text("2026-02-03 10:00:00 UTC")
    with CourseGradebook(small_course) as book:
        book.register(NAME, _source(small_course))
        book.record(result)
        with Gradebook(_url(small_course), "good_practices") as gradebook:
            gradebook.update_or_create_assignment(NAME, duedate="2026-02-01 00:00:00 UTC")

        def locked(*args):
            raise OperationalError("UPDATE", {}, Exception("database is locked"))

        monkeypatch.setattr(CourseGradebook, "_penalise", locked)
        with pytest.raises(GradebookError, match=r"database is locked.*run the same command"):
            book.marks(result)


def test_what_is_no_time_is_said(small_course, result):
    folder = small_course / "submitted" / "ada" / NAME
    folder.mkdir(parents=True)
    (folder / "timestamp.txt").write_text("1 March at noon")
    with CourseGradebook(small_course) as book:
        book.register(NAME, _source(small_course))
        assert book.record(result).no_time == "1 March at noon"
        assert book.marks(result).no_time == "1 March at noon"
        (folder / "timestamp.txt").write_text("2026-02-03 10:00:00 UTC")
        assert book.marks(result).no_time == ""


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\xef\xbb\xbf2026-02-03 10:30:00 UTC\r\n", ""),
        (b"2026-02-03 11:30:00 Europe/Berlin", ""),
        (b" \n", "it is empty"),
        ("2026-02-03 10:30:00 UTC".encode("utf-16"), "it is not UTF-8 text"),
        ("2026-02-03 10:30 \xe9".encode("latin-1"), "it is not UTF-8 text"),
        (b"1" * (grade.MAX_BYTES + 1), "The file has 11 MB; 10 MB is the limit"),
        (None, "timestamp.txt is a folder, not a file"),
    ],
    ids=["mark", "zone", "empty", "utf-16", "latin-1", "large", "folder"],
)
def test_a_time_is_read_or_it_is_said_why_not(small_course, book, result, data, problem):
    path = small_course / "submitted" / "ada" / NAME / "timestamp.txt"
    path.parent.mkdir(parents=True)
    if data is None:
        path.mkdir()
    else:
        path.write_bytes(data)
    for marks in (book.record(result), book.marks(result)):
        assert (marks.no_time, marks.unread_time) == ("", problem)
    with Gradebook(_url(small_course), "good_practices") as gradebook:
        timestamp = gradebook.find_submission(NAME, "ada").timestamp
    assert timestamp == (None if problem else datetime(2026, 2, 3, 10, 30))


def test_a_time_that_is_gone_costs_nothing(small_course, result):
    with (small_course / "nbgrader_config.py").open("a") as file:
        file.write('\nc.LateSubmissionPlugin.penalty_method = "zero"\n')
    path = small_course / "submitted" / "ada" / NAME / "timestamp.txt"
    path.parent.mkdir(parents=True)
    path.write_text("2026-02-03 10:00:00 UTC")
    with CourseGradebook(small_course) as book:
        book.register(NAME, _source(small_course))
        with Gradebook(_url(small_course), "good_practices") as gradebook:
            gradebook.update_or_create_assignment(NAME, duedate="2026-02-01 00:00:00 UTC")
        assert book.record(result).penalty == 2.0
        path.unlink()
        assert book.record(result).penalty == 0
        assert not _penalty(small_course)


def _penalty(course):
    with Gradebook(_url(course), "good_practices") as gradebook:
        return gradebook.find_submission(NAME, "ada").late_submission_penalty


def test_another_database_and_another_folder(small_course, result, tmp_path_factory):
    away = tmp_path_factory.mktemp("away")
    url = f"sqlite:///{away / 'marks.db'}"
    with CourseGradebook(small_course, db_url=url, submitted=away / "in") as book:
        book.register(NAME, _source(small_course))
        book.record(result)
        assert book.folder("submitted", "ada", NAME) == away / "in" / "ada" / NAME
    assert not (small_course / "gradebook.db").exists()
    with Gradebook(url, "good_practices") as gradebook:
        assert gradebook.find_submission(NAME, "ada").score == 2.0


def test_a_gradebook_that_cannot_be_opened_is_named(small_course):
    (small_course / "gradebook.db").write_text(
        "this is no database, and it is long enough to tell"
    )
    with pytest.raises(GradebookError, match=r"gradebook\.db cannot be opened"):
        CourseGradebook(small_course)


def test_the_password_of_a_database_is_not_shown(small_course):
    with pytest.raises(
        GradebookError, match=r"gradebook sqlite\+none://me:\*\*\*@host/db"
    ) as told:
        CourseGradebook(small_course, db_url="sqlite+none://me:SECRET@host/db")
    assert "SECRET" not in str(told.value)


def test_the_tables_of_something_else_are_left_alone(small_course):
    path = small_course / "gradebook.db"
    with contextlib.closing(sqlite3.connect(path)) as other:
        other.executescript("create table student(a); create table tea(b);")
    before = path.read_bytes()
    with pytest.raises(GradebookError, match=r"that are no gradebook's \(student, tea\)"):
        CourseGradebook(small_course)
    assert path.read_bytes() == before


def test_the_tables_are_made_all_or_none(small_course, monkeypatch):
    def stops(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(gradebook.MigrationContext, "stamp", stops)
        with pytest.raises(KeyboardInterrupt):
            CourseGradebook(small_course)
    with contextlib.closing(sqlite3.connect(small_course / "gradebook.db")) as database:
        assert database.execute("select name from sqlite_master").fetchall() == []
    with CourseGradebook(small_course) as book:
        book.register(NAME, _source(small_course))


def test_tables_that_another_run_made_meanwhile_are_taken(small_course, monkeypatch):
    with CourseGradebook(small_course):
        pass
    answers = iter([[], ["alembic_version", "assignment"]])
    monkeypatch.setattr(gradebook, "inspect", lambda engine: Tables(next(answers)))
    monkeypatch.setattr(gradebook.Base.metadata, "create_all", _exists_already)
    with CourseGradebook(small_course) as book:
        book.register(NAME, _source(small_course))


class Tables(list):
    def get_table_names(self):
        return self


def _exists_already(connection=None, **options):
    if connection is not None:  # nbgrader's own call names its connection
        raise OperationalError("create table assignment", {}, Exception("it exists already"))


def test_cells_that_cannot_be_registered_are_said(small_course, book, small_source):
    changed = copy.deepcopy(small_source)
    cell = next(one for one in changed.cells if one.id == "s90_why")
    cell.metadata.nbgrader.points = 4
    nbformat.write(changed, _source(small_course))
    with contextlib.closing(sqlite3.connect(small_course / "gradebook.db")) as writer:
        writer.execute("begin immediate")
        with pytest.raises(
            GradebookError, match=f"The cells of {NAME} cannot be written: .*locked"
        ):
            book.register(NAME, _source(small_course))


def test_export_has_the_columns_and_rows_of_nbgraders(small_course, book, result, tmp_path):
    book.record(result)
    book.record(dataclasses.replace(_wrong(result), student="eve"))
    book.export(small_course / "grades.csv")
    with Gradebook(_url(small_course), "good_practices") as other:
        other.add_assignment("91_empty")
        other.db.commit()
        plugin = CsvExportPlugin()
        plugin.to = str(tmp_path / "stock.csv")
        plugin.export(other)
    book.export(small_course / "grades.csv")
    ours, stock = (
        path.read_text().splitlines()
        for path in (small_course / "grades.csv", tmp_path / "stock.csv")
    )
    assert ours[0] == stock[0]
    assert sorted(ours) == sorted(stock)


def test_no_name_breaks_the_exported_table(small_course, book, result):
    names = ["Lovelace, Ada", 'a "b"', "two\nlines", "a\rb"]
    for name in names:
        book.record(dataclasses.replace(result, student=name))
    book.export(small_course / "grades.csv")
    with (small_course / "grades.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["student_id"] for row in rows) == sorted(names)
    assert {row["score"] for row in rows} == {"2.0"}


def test_export_is_nbgraders_csv(small_course, book, result):
    book.record(result)
    book.record(dataclasses.replace(_wrong(result), student="eve"))
    book.export(small_course / "grades.csv")
    header, *rows = (small_course / "grades.csv").read_text().splitlines()
    columns = header.split(",")
    marks = [dict(zip(columns, row.split(","), strict=True)) for row in rows]
    assert [(row["student_id"], row["score"], row["max_score"]) for row in marks] == [
        ("ada", "2.0", "5.0"),
        ("eve", "0.0", "5.0"),
    ]


def test_the_exported_lines_are_sorted_and_the_file_is_whole(
    small_course, book, result, monkeypatch
):
    path = small_course / "grades.csv"
    for student in ("Zoe", "émile", "bob", "Ada"):
        book.record(dataclasses.replace(result, student=student))
    book.export(path)
    rows = path.read_text(encoding="utf-8").splitlines()[1:]
    assert [row.split(",")[3] for row in rows] == ["Ada", "bob", "émile", "Zoe"]
    before = path.read_bytes()
    book.record(_wrong(dataclasses.replace(result, student="bob")))

    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("nbgrader.api.Gradebook.find_submission", stop)
    with pytest.raises(KeyboardInterrupt):
        book.export(path)
    assert path.read_bytes() == before


def test_what_the_gradebook_holds_is_told(small_course, book, result):
    marks = book.record(result)
    assert (marks.score, marks.max_score) == (2.0, 5.0)
    assert marks.cells["s90_why"] == Mark(3.0)
    with Gradebook(_url(small_course), "good_practices") as gradebook:
        grade = gradebook.find_grade("s90_double_check", NAME, NAME, "ada")
        grade.manual_score, grade.extra_credit = 1.5, 0.25
        gradebook.db.commit()
    marks = book.record(result)
    assert marks.cells["s90_double_check"] == Mark(2.0, 2.0, 1.5, 0.25)
    assert marks.score == 1.75


# --- feedback --------------------------------------------------------------------------


def _page(course, student):
    html = (course / "feedback" / student / NAME / f"{NAME}.html").read_text()
    return unescape(re.sub(r"<[^>]+>", "", html))


def test_feedback_shows_the_message_and_no_hidden_check(
    small_course, small, small_release, book, result, monkeypatch
):
    from coursework import grade

    def judge(lesson, submission, **_):
        message = "double of a list gives 5. Use an array."
        check = CheckResult(
            "s90_double_check", "s90_double", "90.1 Double", "incorrect", 0.0, 2.0, message, ""
        )
        return grade.Verdict(checks=(check,), cells=(), stopped="", confined=True)

    monkeypatch.setattr(grade, "judge", judge)
    answer = "### BEGIN HIDDEN TESTS\ndouble = 5"
    made = compose(small_release, {"s90_double": answer})
    book.record(grade.grade_submission(small, "ada [1]", nbformat.writes(made).encode()))
    book.record(ungradable(small, "eve", "The file is empty."))
    assert list(book.write_feedback(NAME, ["ada [1]", "eve"])) == [("ada [1]", ""), ("eve", "")]
    page = _page(small_course, "ada [1]")
    assert "Not yet: double of a list gives 5. Use an array." in page
    assert 'check_close(double(3), 6, "double(3)")' in page
    assert "[2, 8]" not in page
    assert "The file is empty." in _page(small_course, "eve")


def test_feedback_begins_with_a_table_of_the_exercises(small_course, book, small):
    blank = ungradable(small, "ada", "double(3) gives <b>[9\n 9]</b>.")
    book.record(blank)
    with Gradebook(_url(small_course), "good_practices") as gradebook:
        grade = gradebook.find_grade("s90_double_check", NAME, NAME, "ada")
        grade.manual_score, grade.needs_manual_grade = 0.5, False
        gradebook.find_comment("s90_why", NAME, NAME, "ada").manual_comment = "Say more."
        gradebook.db.commit()
    assert list(book.write_feedback(NAME, ["ada"])) == [("ada", "")]
    html = (small_course / "feedback" / "ada" / NAME / f"{NAME}.html").read_text()
    table = html[html.index("<table>") : html.index("</table>")]
    assert '<a href="#s90_double_check">90.1 Double</a></td><td>0.5 of 2</td>' in table
    assert "Not graded: double(3) gives &lt;b&gt;[9<br/> 9]&lt;/b&gt;." in table
    assert "s90_why</a></td><td>0 of 3</td><td>Say more.</td>" in table


def test_a_correct_exercise_is_said_to_be_correct(small_source):
    notebook = nbformat.from_dict(small_source)
    assert HideTests().preprocess(nbformat.from_dict(notebook), {})[0].cells[0].id == "s90_title"
    for number, score in ((3, 2.0), (4, 1.5)):
        notebook.cells[number].metadata.nbgrader.score = score
    notebook.cells[3].outputs = [nbformat.v4.new_output("stream", text="Exercise 90.1: correct.")]
    shown, _ = HideTests().preprocess(notebook, {})
    assert "<td>2 of 2</td><td>Correct.</td>" in shown.cells[0].source
    assert "<td>1.5 of 3</td><td></td>" in shown.cells[0].source


def test_a_page_that_cannot_be_made_does_not_stop_the_others(small_course, book, result):
    book.record(dataclasses.replace(result, notebook="{}", student="ada"))
    book.record(dataclasses.replace(result, student="eve"))
    problems = dict(book.write_feedback(NAME, ["ada", "eve"]))
    assert problems["ada"]
    assert problems["eve"] == ""


def test_a_page_that_takes_too_long_is_given_up(small_course, book, result, monkeypatch):
    monkeypatch.setattr(gradebook, "PAGE_SECONDS", 1.0)
    page = nbformat.reads(result.notebook, as_version=4)
    # Pygments takes minutes for so many.
    page.cells.append(nbformat.v4.new_code_cell("  \n" * 12_000, id="slow"))
    book.record(dataclasses.replace(result, notebook=nbformat.writes(page)))
    [(student, problem)] = book.write_feedback(NAME, ["ada"])
    assert (student, problem) == (
        "ada",
        "It took more than 1 s. Read the notebook in autograded/ instead.",
    )


@pytest.mark.parametrize("change", ["cut", "older", "away", None])
def test_a_page_that_a_killed_run_left_is_made_again(small_course, book, result, change):
    book.record(result)
    assert list(book.write_feedback(NAME, ["ada"])) == [("ada", "")]
    page = small_course / "feedback" / "ada" / NAME / f"{NAME}.html"
    if change == "cut":
        page.write_bytes(page.read_bytes()[:-200])
    elif change == "older":
        os.utime(page, (0, 0))
    elif change == "away":
        page.unlink()
    known = dataclasses.replace(result, fresh=False)
    assert book.needs_feedback(known) is (change is not None)


def test_a_file_in_the_way_of_a_page_is_said(small_course, book, result):
    book.record(result)
    (small_course / "feedback" / "ada").mkdir(parents=True)
    (small_course / "feedback" / "ada" / NAME).touch()
    [(_, problem)] = book.write_feedback(NAME, ["ada"])
    assert NAME in problem


def test_tracebacks_of_the_stock_grader_quote_no_hidden_check(small_source):
    notebook = nbformat.from_dict(small_source)
    line = 'check_close(double([1, 4]), [2, 8], "double of a list", hint="Use an array.")'
    coloured = f"\x1b[0;32m----> 5\x1b[0m     \x1b[1m{line[:11]}\x1b[0m{line[11:]}"
    error = {"output_type": "error", "ename": "TypeError", "evalue": "no", "traceback": [coloured]}
    quoting = dict(error, evalue=line)
    stream = {"output_type": "stream", "name": "stdout", "text": f"see {line}"}
    rich = {"output_type": "display_data", "data": {"text/plain": line}, "metadata": {}}
    fine = {"output_type": "stream", "name": "stdout", "text": "all good"}
    outputs = [nbformat.from_dict(one) for one in (error, quoting, stream, rich, fine)]
    notebook.cells[3].outputs = outputs
    hidden, _ = HideTests().preprocess(notebook, {})
    assert line not in nbformat.writes(hidden)
    shown = hidden.cells[3].outputs
    assert shown[0].traceback == ["TypeError: no"]
    assert shown[1].traceback == ["TypeError (in a hidden check)"]
    assert [one.text for one in shown[2:]] == ["(removed)\n", "(removed)\n", "all good"]
