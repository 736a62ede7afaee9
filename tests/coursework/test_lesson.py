import json
import warnings

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from coursework.lesson import (
    MAX_CELLS,
    MAX_PARTS,
    MAX_PICTURES,
    STUB,
    Lesson,
    LessonError,
    Role,
    Submission,
    UngradableError,
    defined_names,
    find_lessons,
    hidden_lines,
    read_notebook,
    solution_lines,
    without_hidden_tests,
    without_solution,
)

ANSWER = "def f(x):\n    ### BEGIN SOLUTION\n    return x + 1\n    ### END SOLUTION"
CHECK = (
    'with exercise("1.1 Plus one"):\n    assert f(1) == 2\n'
    "    ### BEGIN HIDDEN TESTS\n    assert f(2) == 3\n    ### END HIDDEN TESTS"
)


def code(id_, source, *, tags=(), **grading):
    return _with_grading(new_code_cell(source, id=id_), id_, tags, grading)


def text(id_, source, *, tags=(), **grading):
    return _with_grading(new_markdown_cell(source, id=id_), id_, tags, grading)


def _with_grading(cell, id_, tags, grading):
    plain = {"grade": False, "solution": False, "locked": True, "schema_version": 3}
    cell.metadata = {"nbgrader": plain | grading | {"grade_id": id_}}
    if tags:
        cell.metadata["tags"] = list(tags)
    return nbformat.from_dict(cell)


def free(id_, source, *tags):
    return new_code_cell(source, id=id_, metadata={"tags": list(tags)})


def source_cells():
    return [
        text("m1_title", "# 01. Title"),
        code("m1_setup", "import math", tags=["setup"]),
        code("m1_plot", "print('plot')"),
        code("m1_plus", ANSWER, solution=True, locked=False),
        code("m1_plus_check", CHECK, grade=True, points=2),
        free("m1_try", "k = 1", "try-it"),
        text("m1_why", "", grade=True, solution=True, locked=False, points=1),
    ]


def make(*cells):
    return Lesson.from_notebook("01_example", new_notebook(cells=list(cells)))


@pytest.fixture
def lesson():
    return make(*source_cells())


def submit(lesson, cells):
    return Submission.read(lesson, nbformat.writes(new_notebook(cells=cells)).encode())


# --- a lesson --------------------------------------------------------------------------


def test_roles(lesson):
    assert [cell.role for cell in lesson.cells] == [
        Role.TEXT,
        Role.SETUP,
        Role.DEMO,
        Role.ANSWER,
        Role.CHECK,
        Role.TRY,
        Role.WRITTEN,
    ]


def test_exercises_pair_answers_with_checks(lesson):
    plus, why = lesson.exercises
    assert (plus.id, plus.check.id, plus.title, plus.points) == (
        "m1_plus",
        "m1_plus_check",
        "1.1 Plus one",
        2,
    )
    assert plus.names == ("f",)
    assert not plus.written
    assert (why.id, why.points, why.written) == ("m1_why", 1, True)
    assert lesson.points == 3


def test_digest_knows_what_decides_a_mark_and_nothing_else(lesson):
    cells = source_cells()
    cells[0].source = "# 01. Another title"
    cells[2].source = "print('another plot')"
    assert make(*cells).digest == lesson.digest
    for index in (1, 3, 4):
        cells = source_cells()
        cells[index].source += "\n# changed"
        assert make(*cells).digest != lesson.digest
    cells = source_cells()
    cells[4].metadata.nbgrader.points = 3
    assert make(*cells).digest != lesson.digest


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (new_markdown_cell("x", id="a"), "has no nbgrader metadata"),
        (free("a", "x"), "has no nbgrader metadata"),
        (text("a", "x", grade=True, points=1), "not a written answer"),
        (code("a", "x", grade=True, solution=True, points=1), "Split it"),
        (code("a_check", "x", grade=True, points=1), "has no answer cell before it"),
        (code("m1_plus", "x"), "more than once: m1_plus"),
    ],
)
def test_what_is_no_lesson_is_refused(cell, message):
    with pytest.raises(LessonError, match=message):
        make(*source_cells(), cell)


def test_lessons_are_found_in_order(tmp_path):
    for name in ("02_b", "01_a"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.ipynb").touch()
        (tmp_path / name / f"{name}-copy.ipynb").touch()
    assert [path.stem for path in find_lessons(tmp_path)] == ["01_a", "02_b"]


# --- regions ---------------------------------------------------------------------------


def test_solution_becomes_the_placeholder_with_its_indentation():
    assert without_solution(ANSWER) == f"def f(x):\n    {STUB}"
    assert solution_lines(ANSWER) == ["return x + 1"]


def test_several_regions_are_each_replaced():
    assert without_solution(f"{ANSWER}\n\n\n{ANSWER}").count(STUB) == 2


def test_hidden_tests_go(lesson):
    assert without_hidden_tests(CHECK) == 'with exercise("1.1 Plus one"):\n    assert f(1) == 2'
    assert hidden_lines(CHECK) == ["assert f(2) == 3"]


def test_names_of_a_cell():
    source = "import os\na, (b, c) = 1, (2, 3)\nd: int = 4\nasync def e(): x = 1\na = 5"
    assert defined_names(source) == ("a", "b", "c", "d", "e")


# --- reading what came -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\xff\xfe", "not UTF-8"),
        (b"not json", "not a notebook"),
        (b"[1, 2]", "not a notebook"),
        (b"{}", "not a notebook"),
        (b"[" * 100_000, "nested too deeply|not a notebook"),
        (json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": [1]}).encode(), "notebook"),
        (
            json.dumps(
                {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{}]}
            ).encode(),
            "not a notebook",
        ),
    ],
)
def test_what_is_no_notebook_has_a_reason(data, reason):
    with pytest.raises(UngradableError, match=reason):
        read_notebook(data)


def huge(**content):
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": []} | content)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (huge(cells=[new_markdown_cell("")] * (MAX_CELLS + 1)), "has 2001 cells; 2000 is"),
        (huge(metadata={"x": [[]] * MAX_PARTS}), "more than 200000 parts"),
        (
            huge(cells=[{"attachments": {str(n): {} for n in range(MAX_PICTURES + 1)}}]),
            "has 1001 pasted pictures; 1000 is",
        ),
        (huge(worksheets=[{"cells": [{}] * MAX_PARTS}], nbformat=3), "more than 200000 parts"),
    ],
    ids=["cells", "metadata", "pictures", "old cells"],
)
def test_a_huge_notebook_is_refused_before_it_is_made(text, reason, monkeypatch):
    monkeypatch.setattr(nbformat, "reads", None)
    with pytest.raises(UngradableError, match=reason):
        read_notebook(text.encode())


OLD_CELL = {
    "cell_type": "code",
    "input": "x = 1",
    "language": "python",
    "outputs": [],
    "collapsed": False,
    "metadata": {"nbgrader": {"grade_id": "m1_x"}},
    "prompt_number": 1,
}


def old_notebook(*cells):
    sheets = [{"metadata": {}, "cells": [cell]} for cell in cells]
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": sheets}
    return json.dumps(old).encode()


def test_an_old_notebook_is_read():
    heading = {"cell_type": "heading", "source": "A\nB", "level": 2}
    cells = read_notebook(old_notebook(OLD_CELL, heading)).cells
    assert [cell.source for cell in cells] == ["x = 1", "## A B"]
    assert cells[0].metadata.nbgrader.grade_id == "m1_x"


def test_the_cells_of_all_worksheets_are_counted():
    with pytest.raises(UngradableError, match="has 2001 cells; 2000 is"):
        read_notebook(old_notebook(*[OLD_CELL] * (MAX_CELLS + 1)))


def test_a_heading_is_not_as_deep_as_it_says():
    heading = {"cell_type": "heading", "source": "A", "level": 10**12}
    (cell,) = read_notebook(old_notebook(heading)).cells
    assert cell.source == "# A"


# nbformat compares each of them with all others.
MANY_TAGS = ["a", *range(100_000)]


def test_of_a_submission_what_is_used_is_read_and_no_more():
    picture = {"a.png": {"image/png": "aGk=", "text/html": "<b>"}, "b.png": {}}
    cell = {
        "cell_type": "markdown",
        "id": "try_this",
        "metadata": {"tags": MANY_TAGS, "nbgrader": {"grade_id": "m1_x", "points": 7}},
        "source": "text",
        "attachments": picture,
    }
    output = nbformat.v4.new_output("stream", text="printed")
    code = new_code_cell("x = 1", outputs=[output], execution_count=3) | {"id": "x" * 65}
    text = json.dumps(new_notebook(metadata={"x": 1}) | {"cells": [cell, code]})
    notebook = read_notebook(text.encode())
    assert notebook.metadata == {}
    assert notebook.cells[0] == {
        "cell_type": "markdown",
        "id": "try_this",
        "source": "text",
        "metadata": {"nbgrader": {"grade_id": "m1_x"}},
        "attachments": {"a.png": {"image/png": "aGk="}},
    }
    assert (notebook.cells[1].outputs, notebook.cells[1].execution_count) == ([], None)
    assert notebook.cells[1].id not in ("", "x" * 65)
    nbformat.validate(notebook)


def test_what_nbformat_warns_of_is_not_shown():
    cells = [new_markdown_cell("text") | {"id": "\x1b[2J"}, new_markdown_cell("text", id="a")]
    notebook = new_notebook() | {"cells": [*cells, cells[1]]}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read = read_notebook(json.dumps(notebook).encode())
    assert len({cell.id for cell in read.cells}) == 3


@pytest.mark.parametrize("version", [99, 4.0, True, "4", "\x1b]0;mine\x07", [4], None, 1, 2])
def test_a_version_that_is_none_is_not_quoted(version):
    text = json.dumps(new_notebook() | {"nbformat": version})
    with pytest.raises(UngradableError) as error:
        read_notebook(text.encode())
    assert str(error.value) == (
        "The file is not a notebook of nbformat 3 or 4. "
        "Open it in Jupyter, save it and hand in again."
    )


def test_a_source_is_read_whole():
    code = new_code_cell("x = 1", metadata={"tags": ["a"]}, execution_count=3)
    data = nbformat.writes(new_notebook(cells=[code], metadata={"x": 1})).encode()
    assert read_notebook(data, whole=True) == nbformat.reads(data.decode(), as_version=4)


@pytest.mark.parametrize(
    "broken",
    [
        {"nbformat_minor": [5], "metadata": None},
        {"nbformat_minor": -1},
        {"cells": [new_code_cell("x = 1") | {"outputs": 3, "metadata": {"tags": {"a": 1}}}]},
        {"cells": [new_markdown_cell("x = 1") | {"attachments": ["a"], "id": ["b"]}]},
        {"cells": [new_markdown_cell("x = 1") | {"attachments": {"a": [1]}, "metadata": []}]},
    ],
)
def test_what_is_not_used_may_be_broken(broken):
    notebook = new_notebook(cells=[new_code_cell("x = 1")]) | broken
    (cell,) = read_notebook(json.dumps(notebook).encode()).cells
    assert cell.source == "x = 1"


# --- a submission ----------------------------------------------------------------------


def test_answers_are_the_students_and_setup_is_the_sources(lesson):
    cells = source_cells()
    cells[1].source = "import os"
    cells[3].source = "def f(x): return 7"
    cells[6].source = "Because."
    submission = submit(lesson, cells)
    assert submission.answers == {"m1_plus": "def f(x): return 7", "m1_why": "Because."}
    assert [cell.source for cell in submission.cells] == ["import math", "def f(x): return 7"]
    assert submission.notes == ("The setup cell m1_setup was changed: the original was used.",)


def test_the_release_itself_gives_no_notes(lesson):
    cells = source_cells()
    cells[3].source = without_solution(cells[3].source)
    cells[4].source = without_hidden_tests(cells[4].source)
    assert submit(lesson, cells).notes == ()


def test_deleted_cells_are_noted_and_setup_comes_back(lesson):
    submission = submit(lesson, [source_cells()[3]])
    assert [cell.id for cell in submission.cells] == ["m1_setup", "m1_plus"]
    assert len(submission.notes) == 3
    assert "The check cell m1_plus_check was deleted: restored." in submission.notes
    assert "The written cell m1_why was deleted: no points for it." in submission.notes


def test_a_changed_check_is_noted(lesson):
    cells = source_cells()
    cells[4].source = "pass"
    submission = submit(lesson, cells)
    assert submission.notes == (
        "The check cell m1_plus_check was changed: the original was used.",
    )


def test_extra_and_changed_try_cells_run_in_their_place(lesson):
    cells = source_cells()
    cells[5].source = "k = 2"
    cells.insert(3, free("own", "helper = 1"))
    submission = submit(lesson, cells)
    roles = [(cell.source, cell.role) for cell in submission.cells if cell.role is Role.EXTRA]
    assert roles == [("helper = 1", Role.EXTRA), ("k = 2", Role.EXTRA)]
    assert [cell.index for cell in submission.cells] == [1, 3, 4, 6]


def copies(*sources):
    cells = [source_cells()[3] for _ in sources]
    for number, (cell, source) in enumerate(zip(cells, sources, strict=True)):
        cell.source, cell.id = source, f"copy_{number}"
    return cells


def test_the_last_of_several_copies_is_the_answer(lesson):
    submission = submit(lesson, copies("f = 1", "f = 2"))
    assert submission.answers["m1_plus"] == "f = 2"
    assert submission.cells[1].role is Role.EXTRA


def test_of_several_copies_those_above_the_check_come_first(lesson):
    first, second, draft = copies("f = 1", "f = 2", "f = 3")
    submission = submit(lesson, [first, second, source_cells()[4], draft])
    assert submission.answers["m1_plus"] == "f = 2"
    roles = {cell.source: cell.role for cell in submission.cells}
    assert roles["f = 1"] == roles["f = 3"] == Role.EXTRA
    assert roles["f = 2"] is Role.ANSWER
    note = "The answer cell m1_plus stands in the notebook 3 times: the last one above its check counts."
    assert note in submission.notes


def test_a_copy_of_another_kind_is_no_copy(lesson):
    text_copy = new_markdown_cell("f", metadata=source_cells()[3].metadata)
    submission = submit(lesson, [*source_cells(), text_copy])
    assert submission.answers["m1_plus"] == ANSWER
    assert submission.notes == ()


def test_no_note_says_that_a_renamed_answer_gets_no_points(lesson):
    cells = source_cells()
    cells[3].metadata.nbgrader.grade_id = "mine"
    (note,) = submit(lesson, cells).notes
    assert note == (
        "The answer cell m1_plus was deleted: points only if another cell defines what it should."
    )


def test_another_lesson_is_refused(lesson):
    with pytest.raises(UngradableError, match="Is it another lesson"):
        submit(lesson, [free("other", "x = 1")])


def test_metadata_of_odd_types_do_no_harm(lesson):
    cells = source_cells()
    cells[0].metadata.nbgrader = "text"
    cells[2].metadata.nbgrader.grade_id = 5
    assert submit(lesson, cells).answers["m1_plus"] == ANSWER
