import base64
import copy
import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from coursework import build as builder
from coursework.build import (
    BuildError,
    UnknownLessonError,
    build,
    check,
    execute,
    normalise,
    overview,
    release,
    solved,
    solved_text,
    to_bytes,
)
from coursework.lesson import STUB, Lesson

NAME = "08_example"
PIXEL = base64.b64encode(b"\x89PNG not really").decode()


def quiet(line):
    pass


def derived(root: Path, step: str) -> Path:
    return root / step / NAME / f"{NAME}.ipynb"


def read(root: Path, step: str = "source"):
    return nbformat.read(derived(root, step), as_version=4)


def write(root: Path, notebook, step: str = "source") -> None:
    derived(root, step).write_bytes(to_bytes(notebook))


def cell(notebook, id_):
    return next(cell for cell in notebook.cells if cell.id == id_)


def stale_paths(root: Path) -> list[str]:
    return [item.path for item in check(root)]


# --- source ----------------------------------------------------------------------------


def test_normal_form_is_a_fixed_point(course):
    once = normalise(read(course))
    assert to_bytes(normalise(once)) == to_bytes(once) == derived(course, "source").read_bytes()


def test_normal_form_undoes_what_an_editor_adds(course):
    notebook = read(course)
    wanted = to_bytes(notebook)
    notebook.metadata = {"kernelspec": {"name": "other", "display_name": "x"}, "vscode": {}}
    for index, part in enumerate(notebook.cells):
        part.metadata.update(scrolled=True, deletable=False, editable=True)
        if "nbgrader" in part.metadata:
            part.id = f"random-{index}"
            del part.metadata.nbgrader["task"]
            part.metadata.nbgrader["checksum"] = "0"
        if part.cell_type == "code":
            part.execution_count = 7
            part.outputs = [new_output("stream", name="stdout", text="left over")]
        part.source += "\n\n"
    assert to_bytes(normalise(notebook)) == wanted


def test_normal_form_leaves_its_argument_alone(course):
    notebook = read(course)
    notebook.cells[0].metadata["scrolled"] = True
    before = copy.deepcopy(notebook)
    normalise(notebook)
    assert notebook == before


def test_normal_form_locks_all_but_answers(course):
    notebook = read(course)
    wanted = to_bytes(notebook)
    for part in notebook.cells:
        if "nbgrader" in part.metadata:
            part.metadata.nbgrader.locked = part.id == "m8_mse"
    assert to_bytes(normalise(notebook)) == wanted
    locked = {
        part.metadata.nbgrader.locked for part in notebook.cells if "nbgrader" in part.metadata
    }
    assert locked == {False, True}


def test_bytes_are_utf8_with_one_newline_at_the_end(course):
    notebook = normalise(read(course))
    notebook.cells[0].source += " × 2"
    data = to_bytes(notebook)
    assert " × 2".encode() in data
    assert data.endswith(b"}\n")


def test_fractional_points_survive(course):
    notebook = read(course)
    cell(notebook, "m8_mse_check").metadata.nbgrader.points = 2.5
    assert cell(normalise(notebook), "m8_mse_check").metadata.nbgrader.points == 2.5


# --- release ---------------------------------------------------------------------------


def test_release_hides_solution_and_hidden_tests(course):
    text = release(course, NAME, read(course)).decode()
    assert "np.mean(errors**2)" not in text
    assert "HIDDEN" not in text
    assert "column.ravel()" not in text
    assert STUB.replace('"', '\\"') in text


def test_release_never_touches_a_gradebook(course):
    (course / "gradebook.db").write_bytes(b"the instructor's own")
    release(course, NAME, read(course))
    assert (course / "gradebook.db").read_bytes() == b"the instructor's own"
    assert sorted(path.name for path in course.iterdir()) == [
        "GLOSSARY.md",
        "README.md",
        "gradebook.db",
        "nbgrader_config.py",
        "source",
        "tests",
    ]


def test_release_failure_gives_nbgraders_reason(course):
    notebook = read(course)
    cell(notebook, "m8_idea_example").source += "\n### BEGIN SOLUTION\n1\n### END SOLUTION"
    with pytest.raises(
        BuildError, match=r"08_example.*Solution region detected in a non-solution"
    ):
        release(course, NAME, notebook)


@pytest.mark.parametrize(
    ("id_", "line", "message"),
    [
        ("m8_mse", "### BEGIN SOLUTION", "no line '### BEGIN SOLUTION' above '### END SOLUTION'"),
        ("m8_mse", "### END SOLUTION", "no line '### END SOLUTION' below '### BEGIN SOLUTION'"),
        ("m8_mse_check", "### BEGIN HIDDEN TESTS", "no line '### BEGIN HIDDEN TESTS' above"),
        ("m8_mse_check", "### END HIDDEN TESTS", "no line '### END HIDDEN TESTS' below"),
    ],
)
def test_release_names_the_marker_that_is_missing(course, id_, line, message):
    notebook = read(course)
    target = cell(notebook, id_)
    assert line in target.source
    target.source = target.source.replace(line, "# nothing")
    with pytest.raises(BuildError, match=f"^{NAME}: cell {id_} has {message}"):
        release(course, NAME, notebook)


def test_release_refuses_an_answer_without_a_region(course):
    notebook = read(course)
    target = cell(notebook, "m8_mse")
    target.source = solved_text(target.source)
    with pytest.raises(BuildError, match="m8_mse has no line '### BEGIN SOLUTION'"):
        release(course, NAME, notebook)


def test_release_without_configuration_says_so(course):
    (course / "nbgrader_config.py").unlink()
    with pytest.raises(BuildError, match=r"no nbgrader_config\.py"):
        release(course, NAME, read(course))


@pytest.mark.kernel
def test_release_is_the_one_that_stock_nbgrader_makes(built):
    ours = derived(built, "release").read_bytes()
    shutil.rmtree(built / "release")
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", NAME]
    subprocess.run(command, cwd=built, check=True, capture_output=True)
    # nbgrader writes no newline at the end.
    assert derived(built, "release").read_bytes().rstrip(b"\n") == ours.rstrip(b"\n")


# --- solutions -------------------------------------------------------------------------


def test_solved_text_keeps_indentation_and_other_comments():
    source = "if True:\n    ### BEGIN SOLUTION\n    x = 1  # kept\n    ### END SOLUTION\n    # too"
    assert solved_text(source) == "if True:\n    x = 1  # kept\n    # too"


def test_solved_notebook_has_neither_markers_nor_hidden_tests(course):
    text = to_bytes(solved(read(course))).decode()
    assert "np.mean(errors**2)" in text
    assert "### " not in text.replace("### Exercise", "")
    assert "column.ravel()" not in text


def make_notebook(*sources):
    cells = [new_code_cell(source, id=f"cell_{i}") for i, source in enumerate(sources)]
    return normalise(nbformat.v4.new_notebook(cells=cells))


@pytest.mark.kernel
def test_execution_keeps_outputs_and_nothing_that_changes():
    notebook = make_notebook(
        "import sys\nfor i in range(3):\n    print(i, flush=True)\n    sys.stdout.flush()",
        "import os, pathlib\npathlib.Path('left').write_text('x')\nsorted(os.listdir())",
    )
    executed, timing = execute("lesson", notebook)
    assert [part.execution_count for part in executed.cells] == [1, 2]
    assert [output.text for output in executed.cells[0].outputs] == ["0\n1\n2\n"]
    assert executed.cells[1].outputs[0].data["text/plain"] == "['.ipython', 'left']"
    assert executed.metadata == notebook.metadata
    assert all(part.metadata == {} for part in executed.cells)
    assert set(timing.cells) == {"cell_0", "cell_1"}
    assert not Path("left").exists()


@pytest.mark.kernel
@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("1 / 0", "lesson: cell cell_1 raised ZeroDivisionError: division by zero"),
        ("import os; os._exit(1)", "lesson: cell cell_1 killed the kernel"),
    ],
)
def test_failing_cell_is_named_with_its_message(source, message):
    with pytest.raises(BuildError) as failure:
        execute("lesson", make_notebook("1", source, "2"))
    assert str(failure.value) == message


@pytest.mark.kernel
def test_slow_cell_is_refused(monkeypatch):
    notebook = make_notebook("1", "import time\nend = time.process_time() + 0.3")
    notebook.cells[1].source += "\nwhile time.process_time() < end: pass"
    monkeypatch.setattr(builder, "CELL_SECONDS", 0.2)
    with pytest.raises(
        BuildError, match=r"lesson: cell cell_1 takes 0\.\d s; the limit is 0\.2 s"
    ):
        execute("lesson", notebook)


def test_slow_lesson_is_refused():
    timing = builder.Timing({f"cell_{i}": 4.0 for i in range(16)} | {"slow": 4.5})
    with pytest.raises(
        BuildError, match=r"68 s together; the limit is 60 s\. The slowest is slow"
    ):
        builder._refuse_slow("lesson", timing)


@pytest.mark.kernel
def test_failed_execution_leaves_release_and_solution_as_they_were(built):
    steps, lines = ("release", "solutions"), []
    before = [derived(built, step).read_bytes() for step in steps]
    notebook = read(built)
    cell(notebook, "m8_idea_example").source = "raise ValueError('stop here')"
    write(built, notebook)
    with pytest.raises(BuildError, match="m8_idea_example raised ValueError: stop here"):
        build(built, report=lines.append)
    assert [derived(built, step).read_bytes() for step in steps] == before
    assert lines == []
    assert not list(built.rglob("*.tmp"))


# --- build and check -------------------------------------------------------------------


@pytest.mark.kernel
def test_building_twice_gives_the_same_bytes(built):
    before = {path: path.read_bytes() for path in built.rglob("*") if path.is_file()}
    shutil.rmtree(built / "release")
    build(built, force=True, report=quiet)
    assert {path: path.read_bytes() for path in built.rglob("*") if path.is_file()} == before


@pytest.mark.kernel
def test_fresh_course_is_not_executed_again(built, monkeypatch):
    monkeypatch.setattr(builder, "execute", None)
    lines = []
    build(built, report=lines.append)
    assert lines == []
    assert check(built) == []


@pytest.mark.kernel
def test_hidden_tests_alone_do_not_execute_again(built, monkeypatch):
    notebook = read(built)
    check_cell = cell(notebook, "m8_mse_check")
    check_cell.source = check_cell.source.replace("10 / 3,", "20 / 6,")
    write(built, notebook)
    monkeypatch.setattr(builder, "execute", None)
    build(built, report=quiet)


@pytest.mark.kernel
def test_solution_has_outputs_and_passes_its_checks(built):
    solution = read(built, "solutions")
    check_cell = cell(solution, "m8_mse_check")
    assert (
        check_cell.outputs[0].text
        == "Exercise 8.1 Mean squared error: correct, as far as this cell checks.\n"
    )
    assert "image/png" in str(cell(solution, "m8_question_plot").outputs)


@pytest.mark.kernel
@pytest.mark.parametrize("step", ["release", "solutions"])
@pytest.mark.parametrize("spoil", ["edit", "delete", "break"])
def test_check_finds_a_stale_notebook(built, step, spoil):
    path = derived(built, step)
    if spoil == "edit":
        path.write_text(path.read_text().replace("Recap", "Summary"))
    elif spoil == "delete":
        path.unlink()
    else:
        path.write_text("{")
    (stale,) = check(built)
    assert stale.path == f"{step}/{NAME}/{NAME}.ipynb"
    assert stale.mend == f"coursework build {NAME}"
    build(built, report=quiet)
    assert check(built) == []


@pytest.mark.kernel
def test_check_finds_a_solution_that_was_not_executed(built):
    write(built, solved(read(built)), "solutions")
    assert stale_paths(built) == [f"solutions/{NAME}/{NAME}.ipynb"]


@pytest.mark.kernel
def test_check_bears_other_bytes_of_a_figure(built):
    solution = read(built, "solutions")
    for output in cell(solution, "m8_question_plot").outputs:
        if "data" in output:
            output.data["image/png"] = PIXEL
    write(built, solution, "solutions")
    assert check(built) == []


@pytest.mark.kernel
def test_check_finds_a_changed_source(built):
    notebook = read(built)
    cell(notebook, "m8_recap").source += "\n- More."
    write(built, notebook)
    assert stale_paths(built) == [
        f"release/{NAME}/{NAME}.ipynb",
        f"solutions/{NAME}/{NAME}.ipynb",
    ]


@pytest.mark.kernel
def test_check_finds_a_source_that_is_not_normal(built):
    notebook = read(built)
    notebook.metadata["vscode"] = {}
    write(built, notebook)
    assert stale_paths(built) == [f"source/{NAME}/{NAME}.ipynb"]


@pytest.mark.kernel
def test_check_finds_a_stale_readme(built):
    path = built / "README.md"
    path.write_text(path.read_text().replace("| 20 |", "| 10 |"))
    (stale,) = check(built)
    assert (stale.path, stale.mend) == ("README.md", "coursework build")


@pytest.mark.kernel
def test_notebooks_without_a_source_are_found_and_removed(built):
    for step in ("release", "solutions"):
        orphan = built / step / "07_gone" / "07_gone.ipynb"
        orphan.parent.mkdir()
        shutil.copy(derived(built, step), orphan)
    assert stale_paths(built) == [
        "release/07_gone/07_gone.ipynb",
        "solutions/07_gone/07_gone.ipynb",
    ]
    build(built, report=quiet)
    assert check(built) == []


def test_unknown_lesson_is_named(course):
    with pytest.raises(UnknownLessonError, match=r"no lesson 09_none.*08_example"):
        build(course, ["09_none"])


def test_source_that_is_no_lesson_is_named(course):
    notebook = read(course)
    notebook.cells.append(new_markdown_cell("no grade id"))
    write(course, notebook)
    with pytest.raises(BuildError, match=r"08_example\.ipynb: .*has no nbgrader metadata"):
        check(course)


def test_source_that_is_no_lesson_is_named_once(course):
    notebook = read(course)
    cell(notebook, "m8_idea").metadata.nbgrader.grade_id = "m8_goals"
    write(course, notebook)
    with pytest.raises(BuildError) as failure:
        build(course, report=quiet)
    path = derived(course, "source")
    assert str(failure.value) == f"{path}: these cell ids stand more than once: m8_goals"


# --- README ----------------------------------------------------------------------------


@pytest.mark.kernel
def test_readme_table_replaces_what_is_between_the_markers(built):
    lines = (built / "README.md").read_text().splitlines()
    assert lines[2] == "<!-- lessons:begin -->"
    assert lines[5] == (
        f"| [{NAME}](release/{NAME}/{NAME}.ipynb) | How far off is a line | 1 | 2 | 20 |"
    )
    assert lines[6:] == ["<!-- lessons:end -->", "", "End."]


def test_overview_reads_title_and_minutes(course):
    found = overview(Lesson.read(derived(course, "source")))
    assert (found.title, found.minutes, found.exercises, found.points) == (
        "How far off is a line",
        20,
        1,
        2,
    )


def test_readme_without_markers_is_refused(course):
    (course / "README.md").write_text("nothing")
    with pytest.raises(BuildError, match="<!-- lessons:begin -->"):
        builder._readme_files(course)


def tagged(root: Path, *ids: str) -> None:
    """Tag cells in the source; the solution is only pretended, with a figure of a few bytes."""
    notebook = read(root)
    for id_ in ids:
        cell(notebook, id_).metadata["tags"] = ["readme-picture"]
    write(root, notebook)
    solution = solved(notebook)
    figure = new_output("display_data", data={"image/png": PIXEL})
    cell(solution, "m8_question_plot").outputs = [figure]
    derived(root, "solutions").parent.mkdir(parents=True)
    write(root, solution, "solutions")


def test_picture_is_the_figure_of_the_tagged_cell(course):
    tagged(course, "m8_question_plot")
    files = builder._readme_files(course)
    assert files[Path("docs/readme.png")] == b"\x89PNG not really"


def test_two_tagged_cells_are_refused(course):
    tagged(course, "m8_question_plot", "m8_idea_example")
    with pytest.raises(BuildError, match="m8_question_plot, 08_example: m8_idea_example"):
        builder._readme_files(course)


def test_tagged_cell_without_a_figure_is_refused(course):
    tagged(course, "m8_idea_example")
    with pytest.raises(
        BuildError, match="m8_idea_example has the tag readme-picture but draws no"
    ):
        builder._readme_files(course)


def test_environment_of_the_kernel_leaves_the_persons_settings_out(monkeypatch, tmp_path):
    monkeypatch.setenv("MPLBACKEND", "agg")
    monkeypatch.setenv("OMP_NUM_THREADS", "8")
    made = builder._environment(str(tmp_path))
    assert "MPLBACKEND" not in made
    assert made["OMP_NUM_THREADS"] == "1"
    assert made["IPYTHONDIR"].startswith(str(tmp_path))
    assert os.environ["OMP_NUM_THREADS"] == "8"
