"""Each rule has a notebook that breaks it and nothing else."""

import copy

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from coursework.build import normalise, solved, to_bytes
from coursework.lesson import STUB, Lesson, without_hidden_tests, without_solution
from coursework.style import RULES, Material, glossary_terms, lint, lint_one
from coursework.template import new_lesson

NAME = "08_example"
GLOSSARY = frozenset({"mean squared error"})


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    path = new_lesson(tmp_path_factory.mktemp("style"), NAME, "How far off is a line")
    return nbformat.read(path, as_version=4)


@pytest.fixture
def source(example):
    return copy.deepcopy(example)


def cell(notebook, id_):
    return next(cell for cell in notebook.cells if cell.id == id_)


def position(notebook, id_):
    return notebook.cells.index(cell(notebook, id_))


def edit(id_, old, new):
    """Return a change of one cell that fails if there is nothing to change."""

    def change(notebook):
        target = cell(notebook, id_)
        assert old in target.source
        target.source = target.source.replace(old, new, 1)

    return change


def add(id_, text):
    def change(notebook):
        cell(notebook, id_).source += text

    return change


def texts(count):
    def change(notebook):
        grading = {"grade": False, "locked": True, "solution": False, "schema_version": 3}
        for i in range(count):
            more = new_markdown_cell("More.", id=f"m8_more_{i}")
            more.metadata = {"nbgrader": grading | {"grade_id": more.id}}
            notebook.cells.insert(1, nbformat.from_dict(more))

    return change


def remove(id_):
    def change(notebook):
        del notebook.cells[position(notebook, id_)]

    return change


def text_before_the_check(notebook):
    texts(1)(notebook)
    more = notebook.cells.pop(1)
    notebook.cells.insert(position(notebook, "m8_mse_check"), more)


def other_cell_id(notebook):
    cell(notebook, "m8_idea").id = "random"


def id_with_capitals(notebook):
    target = cell(notebook, "m8_idea")
    target.id = target.metadata.nbgrader.grade_id = "m8-Idea"


def locked_try_cell(notebook):
    cell(notebook, "m8_idea_example").metadata["tags"] = ["try-it"]


def worth_nothing(notebook):
    cell(notebook, "m8_mse_check").metadata.nbgrader.points = 0
    edit("m8_setup", 'error": 2', 'error": 0')(notebook)


def final_test_before_the_exercise(notebook):
    cell(notebook, "m8_idea_example").metadata["tags"] = ["final-test"]


def two_test_values(notebook):
    for id_ in ("m8_mse_compare", "m8_summary"):
        cell(notebook, id_).metadata["tags"] = ["final-test"]


def too_long_region(notebook):
    edit("m8_mse", "    return np", "    errors = errors + 0\n" * 11 + "    return np")(notebook)


BROKEN = [
    ("cell-count", texts(23)),
    ("cell-count-wanted", texts(13)),
    ("code-length", add("m8_question_plot", "\nx = x" * 16)),
    ("text-length", add("m8_idea", " word" * 120)),
    ("one-h1", add("m8_question", "\n\n# Another title")),
    ("title-line", edit("m8_title", "20 minutes", "a while")),
    ("title-line", edit("m8_title", "# 08.", "# 07.")),
    ("heading-skip", add("m8_idea", "\n\n#### Deep")),
    ("sections", edit("m8_recap", "## Recap", "## In short")),
    ("sections", edit("m8_goals", "## What you need", "## Words")),
    ("section-items", edit("m8_goals", "- **compute** ", "")),
    ("section-items", edit("m8_quiz", "2. Can", "Can")),
    ("try-it", remove("m8_try_shift")),
    ("try-it", locked_try_cell),
    ("progress", edit("m8_summary", "summary()", "# summary()")),
    ("exclamation", add("m8_recap", "\n\nWell done!")),
    ("glossary", edit("m8_words", "**mean squared error**", "**unheard of**")),
    ("glossary", edit("m8_words", "**mean squared error**", "mean squared error")),
    ("image-alt", add("m8_idea", "\n\n![](plot.png)")),
    ("image-alt", add("m8_idea", '\n\n<img src="plot.png">')),
    ("figure-described", edit("m8_question_plot", "print(describe(ax))", "")),
    ("no-remote", add("m8_idea", "\n\n![A plot](https://example.org/plot.png)")),
    ("no-remote", add("m8_idea", '\n\n<script src="//example.org/x.js"></script>')),
    ("no-remote", add("m8_idea_example", '\nnp.loadtxt("https://example.org/x.csv")')),
    ("no-shell", add("m8_idea_example", "\n!pip install torch")),
    ("no-shell", add("m8_idea_example", "\n%pip install torch")),
    ("no-star-import", add("m8_setup", "\nfrom math import *")),
    ("no-global-seed", add("m8_idea_example", "\nnp.random.seed(0)")),
    ("no-global-seed", add("m8_idea_example", "\nnoise = np.random.rand(3)")),
    ("no-blanket-filter", add("m8_idea_example", '\nwarnings.filterwarnings("ignore")')),
    ("demo-import", add("m8_idea_example", "\nfrom math import pi")),
    ("demo-import", add("m8_idea_example", "\n\n\ndef f():\n    import math")),
    ("demo-import", add("m8_idea_example", "\nimport math\n%matplotlib inline")),
    ("test-data", add("m8_idea_example", "\nprint(X_test)")),
    ("test-data", final_test_before_the_exercise),
    ("test-data", two_test_values),
    ("exercise-check", text_before_the_check),
    ("exercise-check", worth_nothing),
    ("exercise-with", edit("m8_mse_check", "with exercise", "if 1:\n  with exercise")),
    ("exercise-heading", edit("m8_mse_task", "Exercise 8.1", "Exercise 8.2")),
    ("exercise-heading", edit("m8_mse_task", "### Exercise 8.1: ", "### ")),
    ("hints", edit("m8_mse_hints", "<details><summary>Hint 2", "<div><summary>Hint 2")),
    ("begin-lesson", edit("m8_setup", 'error": 2', 'error": 3')),
    ("begin-lesson", edit("m8_setup", "begin_lesson({", "dict({")),
    ("region", too_long_region),
    (
        "region",
        edit(
            "m8_mse",
            "errors = np.ravel(y_true) - np.ravel(y_pred)\n    return np.mean(errors**2)",
            "",
        ),
    ),
    ("markers", add("m8_idea_example", "\n### BEGIN SOLUTON")),
    ("markers", edit("m8_mse_check", "    ### END HIDDEN TESTS", "")),
    ("markers", add("m8_idea_example", "\n### BEGIN HIDDEN TESTS\n1\n### END HIDDEN TESTS")),
    ("cell-id", other_cell_id),
    ("id-form", id_with_capitals),
]


def released(notebook):
    made = copy.deepcopy(notebook)
    for part in made.cells:
        part.source = without_hidden_tests(without_solution(part.source))
    return made


def printing(id_, text, name="stdout"):
    def change(release, solution):
        cell(solution, id_).outputs = [new_output("stream", name=name, text=text)]

    return change


def leaked_solution(release, solution):
    cell(release, "m8_mse_hints").source += "\n    return np.mean(errors**2)"


def leaked_test(release, solution):
    cell(release, "m8_mse_check").source += "\ncolumn = np.array([[0.0], [1.0], [3.0]])"


def leak_in(id_, text):
    def change(release, solution):
        cell(release, id_).source += f"\n\n{text}"

    return change


def no_placeholder(release, solution):
    target = cell(release, "m8_mse")
    target.source = target.source.replace(STUB, "pass")


def outputs_in_the_release(release, solution):
    cell(release, "m8_setup").outputs = [new_output("stream", text="left over")]


DERIVED_BROKEN = [
    ("leak", leaked_solution),
    ("leak", leaked_test),
    ("leak", leak_in("m8_mse_hints", "The end is `return np.mean(errors**2)`, no more.")),
    ("leak", leak_in("m8_mse_hints", "`return  np.mean( errors ** 2 )`")),
    ("leak", leak_in("m8_recap", "So: errors = np.ravel(y_true) -\nnp.ravel(y_pred).")),
    ("leak", leak_in("m8_idea_example", "# column = np.array([[0.0], [1.0], [3.0]]) is used")),
    ("stub", no_placeholder),
    ("stub", outputs_in_the_release),
    ("decimals", printing("m8_idea_example", "loss 0.12345\n")),
    ("stable-output", printing("m8_idea_example", "<Line2D at 0x7f12ab>\n")),
    ("silent-check", printing("m8_mse_check", "DeprecationWarning: old\n", "stderr")),
]


def material(notebook, release=None, solution=None):
    lesson = Lesson.from_notebook(NAME, notebook)
    return Material(lesson, notebook, release, solution, GLOSSARY)


def broken_rules(found):
    return {finding.rule for finding in lint_one(found)}


def test_the_template_breaks_no_rule(source):
    assert lint_one(material(source, released(source), solved(source))) == []


@pytest.mark.parametrize(("rule", "change"), BROKEN)
def test_a_rule_and_no_other_finds_what_breaks_it(source, rule, change):
    change(source)
    assert broken_rules(material(source)) == {rule}


@pytest.mark.parametrize(("rule", "change"), DERIVED_BROKEN)
def test_a_rule_and_no_other_finds_what_is_wrong_with_a_derived_notebook(source, rule, change):
    release, solution = released(source), solved(source)
    change(release, solution)
    assert broken_rules(material(source, release, solution)) == {rule}


def test_every_rule_is_tested():
    assert {rule for rule, _ in BROKEN + DERIVED_BROKEN} == set(RULES)


@pytest.mark.parametrize(
    "change",
    [
        add("m8_idea", "\n\n```python\nassert not done  # !\n# Not a heading\n```"),
        add("m8_idea", "\n\nWrite `a != b` where it matters."),
        add("m8_idea", "\n\n![A line](plot.png)"),
        add("m8_idea", "\n\n[A site](https://example.org/page)"),
        add("m8_idea_example", "\nX_test = errors"),
        add("m8_idea_example", "\n\n\ndef f(X_test):\n    return X_test"),
        add("m8_idea_example", "\ngenerator = np.random.default_rng(0)"),
        add("m8_idea_example", "\n# np.random.seed(0) is the old way"),
        edit("m8_question_plot", "print(describe(ax))", "print(describe(ax), describe(ax))"),
        add("m8_idea_example", "\n\n\ndef plot_nothing():\n    pass"),
    ],
)
def test_what_is_allowed_is_not_found(source, change):
    change(source)
    assert broken_rules(material(source)) == set()


def test_a_figure_may_be_described_in_the_text(source):
    edit("m8_question_plot", "print(describe(ax))", "")(source)
    cell(source, "m8_question_plot").metadata["tags"] = ["described"]
    assert broken_rules(material(source)) == set()


def test_a_class_may_be_longer(source):
    add("m8_idea_example", "\nclass Long:\n" + "    x = 1\n" * 30)(source)
    assert broken_rules(material(source)) == set()


def test_a_solution_line_that_visible_code_has_too_is_no_leak(source):
    release = released(source)
    line = "\nerrors = np.ravel(y_true) - np.ravel(y_pred)"
    cell(source, "m8_idea_example").source += line
    cell(release, "m8_idea_example").source += line
    assert broken_rules(material(source, release)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Almost: `errors = np.ravel(y_true) - ...`, then `np.mean(errors**2)`.",
        "`return np.mean(errors**21)`",
        "`train_errors = np.ravel(y_true) - np.ravel(y_pred)`",
    ],
)
def test_a_piece_of_a_solution_line_is_no_leak(source, text):
    release = released(source)
    leak_in("m8_mse_hints", text)(release, None)
    assert broken_rules(material(source, release)) == set()


def test_the_leak_is_quoted_with_the_cell_that_it_comes_from(source):
    release = released(source)
    leak_in("m8_mse_hints", "`return np.mean(errors**2)`")(release, None)
    (finding,) = lint_one(material(source, release))
    assert finding.cell == "m8_mse_hints"
    assert finding.message == (
        "The release shows 'return np.mean(errors**2)', a secret line of m8_mse."
    )


@pytest.mark.parametrize(
    ("line", "rules"),
    [("model.partial_fit(X, y)", set()), ("model.partial_fit(X[batch], y)", {"leak"})],
)
def test_an_exercise_may_name_a_function_to_call(source, line, rules):
    edit("m8_mse", "    return np", f"    {line}\n    return np")(source)
    release = released(source)
    leak_in("m8_mse_task", f"`{line}` trains one epoch more.")(release, None)
    assert broken_rules(material(source, release)) == rules


@pytest.mark.parametrize(
    ("id_", "old", "new", "said"),
    [
        (
            "m8_mse_check",
            'exercise("8.1 Mean squared error"',
            'exercise("8.1 Mean squared errors"',
            'm8_setup says "8.1 Mean squared error": 2, '
            'but m8_mse_check says "8.1 Mean squared errors": 2.',
        ),
        (
            "m8_setup",
            'error": 2}',
            'error": 2, "8.2 More": 1}',
            'm8_setup says "8.2 More": 1, but there is no check for it.',
        ),
        (
            "m8_setup",
            '{"8.1 Mean squared error": 2}',
            "{}",
            'm8_setup says nothing, but m8_mse_check says "8.1 Mean squared error": 2.',
        ),
    ],
)
def test_titles_that_differ_are_quoted_with_both_cells(source, id_, old, new, said):
    edit(id_, old, new)(source)
    (finding,) = lint_one(material(source))
    assert (finding.cell, finding.rule) == ("m8_setup", "begin-lesson")
    assert finding.message.startswith(f"{said} Make them alike: begin_lesson(")


def test_findings_come_in_the_order_of_the_cells(source):
    add("m8_recap", "!")(source)
    add("m8_goals", "!")(source)
    assert [finding.cell for finding in lint_one(material(source))] == ["m8_goals", "m8_recap"]


def test_glossary_terms_with_and_without_what_stands_in_parentheses(tmp_path):
    path = tmp_path / "GLOSSARY.md"
    path.write_text("# G\n\n| term | meaning |\n|:--|:--|\n| **unit (neuron)** | one number |\n")
    assert {"unit", "unit (neuron)"} <= glossary_terms(path)
    assert glossary_terms(tmp_path / "none.md") == frozenset()


def test_ids_are_unique_over_the_course(course):
    new_lesson(course, "09_other", "Other")
    path = course / "source" / "09_other" / "09_other.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cell(notebook, "m9_idea").metadata.nbgrader.grade_id = "m8_idea"
    path.write_bytes(to_bytes(normalise(notebook)))
    (finding,) = lint(course, derived=False)
    assert (finding.lesson, finding.cell, finding.rule) == ("09_other", "m8_idea", "id-unique")
    assert lint(course, [NAME], derived=False) == []


def test_a_lesson_that_was_not_built_is_found(course):
    assert [finding.rule for finding in lint(course)] == ["built"]
    assert lint(course, derived=False) == []


def test_a_notebook_that_is_no_lesson_is_found(course):
    path = course / "source" / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(new_code_cell("1"))
    path.write_bytes(to_bytes(notebook))
    (finding,) = lint(course, derived=False)
    assert finding.rule == "lesson"
    assert "no nbgrader metadata" in finding.message


def test_the_lessons_name_is_said_once(course):
    path = course / "source" / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    edit("m8_title", "20 minutes", "a while")(notebook)
    path.write_bytes(to_bytes(notebook))
    (finding,) = lint(course, derived=False)
    assert finding.message.startswith("the first cell must open with a title")
    cell(notebook, "m8_idea").metadata.nbgrader.grade_id = "m8_goals"
    path.write_bytes(to_bytes(notebook))
    (finding,) = lint(course, derived=False)
    assert finding.message == "these cell ids stand more than once: m8_goals"


@pytest.mark.kernel
def test_the_built_template_breaks_no_rule(built):
    assert lint(built) == []
