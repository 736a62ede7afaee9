"""The judge on answers that are honest, right or wrong."""

import pickle
import textwrap

import numpy as np
import psutil
import pytest

from coursework.judge import sandbox, session
from coursework.judge.judge import Limits
from coursework.lesson import Role
from goodpractice import checks

pytestmark = pytest.mark.confined
ASKING = "def mean(func, n):\n    for i in range(n):\n        func()"
MEAN = "def mean(values):\n    return sum(values) / len(values)\n"


def test_right_answers_score_and_the_verdict_is_plain_data(course):
    verdict = course.judge()
    assert [check.score for check in verdict.checks] == [2, 2]
    assert [check.status for check in verdict.checks] == ["correct", "correct"]
    assert verdict.checks[0].stdout == "Exercise 1 Mean: correct, as far as this cell checks.\n"
    assert verdict.checks[0].message == ""
    assert [cell.role for cell in verdict.cells] == [Role.SETUP, Role.ANSWER, Role.ANSWER]
    assert verdict.confined
    assert not verdict.stopped
    assert pickle.loads(pickle.dumps(verdict)) == verdict


def test_not_confined_it_judges_the_same(course):
    wrong = {"mean": "def mean(values):\n    return sum(values)"}
    assert course.judge(wrong, confined=False).checks == course.judge(wrong).checks
    assert not course.judge(confined=False).confined


def test_a_wrong_answer_gets_none_and_its_message(course):
    check, other = course.judge({"mean": "def mean(values):\n    return sum(values)"}).checks
    assert (check.status, check.score) == ("incorrect", 0)
    assert check.message == "mean([1, 2, 6]) gives 9. Wanted: 3."
    assert other.score == 2


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        ("def mean(values):\n    raise NotImplementedError", "not attempted", "placeholder"),
        ("", "not attempted", "`mean` does not exist"),
        ("def means(values): ...", "not attempted", "`mean` does not exist"),
        ("def mean(values)\n    return 1", "incorrect", "answer cell itself stopped. SyntaxError"),
        ("1 / 0\n" + MEAN, "incorrect", "ZeroDivisionError"),
        ("def mean(values):\n    return None", "incorrect", "return"),
        ("def mean(values):\n    return {1}", "incorrect", "a set"),
        ("def mean(values):\n    return nothing", "incorrect", "NameError: name 'nothing'"),
        ("def mean():\n    return 1", "incorrect", "TypeError"),
        ("def mean(values):\n    exit()", "incorrect", "SystemExit"),
        ("def mean(values):\n    raise KeyboardInterrupt", "incorrect", "KeyboardInterrupt"),
        ("def mean(values):\n    raise OSError(5, 'x')", "incorrect", "OSError: [Errno 5] x"),
        ("def mean(values):\n    return 'a\\ud800\\x1b[31m'", "incorrect", "Wanted"),
        ("mean = 3", "incorrect", "not callable"),
    ],
)
def test_each_way_to_fail_has_its_words(course, answer, status, words):
    check, other = course.judge({"mean": answer}).checks
    assert (check.status, check.score) == (status, 0)
    assert words in check.message
    check.message.encode()
    assert other.score == 2


def test_the_message_quotes_the_students_line_and_never_another(course):
    answer = "def mean(values):\n    total = values + undefined\n    return total"
    message = course.judge({"mean": answer}).checks[0].message
    assert "total = values + undefined" in message


@pytest.mark.parametrize(
    "answer",
    [
        "%matplotlib inline\n" + MEAN,
        "%%time\n" + MEAN,
        "%%capture output\n%time average = np.mean\n" + MEAN.replace("sum(", "0 + sum("),
        "!ls\nfiles = !ls\n%timeit -n1 1\n?sum\nsum?\n" + MEAN,
        "get_ipython().system('ls')\nget_ipython().ast_transformers\n" + MEAN,
        "get_ipython().config.InlineBackend.figure_format = 'svg'\n" + MEAN,
        MEAN.replace("values)", "values: list)", 1)
        + "mean = mean if mean.__annotations__['values'] is list else None",
        "display(1)\nprint(__name__)\n" + MEAN,
        "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n" + MEAN,
        "from matplotlib import pyplot\nimport matplotlib\nmatplotlib.__version__\n" + MEAN,
        "from goodpractice.plotting import use_course_style\nuse_course_style()\n" + MEAN,
        "import sys\nsys.exit\n" + MEAN + "sys.exit()",
        "mean = np.mean",
        "class Mean:\n    def __call__(self, values):\n        return np.mean(values)\nmean = Mean()",
        "mean = lambda values: np.float32(np.mean(values))",
        "mean = lambda values: np.array(np.mean(values), dtype='>f8')",
    ],
)
def test_what_a_notebook_allows_is_allowed(course, answer):
    check = course.judge({"mean": answer}).checks[0]
    assert check.status == "correct", check.message


def test_cells_run_in_the_order_of_the_notebook_up_to_the_check(course):
    helper = {"mean": "def mean(values):\n    return average(values)"}
    average = "def average(values):\n    return sum(values) / len(values)"
    assert course.judge(helper, after=[("setup", average)]).checks[0].score == 2
    assert course.judge(helper, after=[("mean", average)]).checks[0].score == 2
    assert course.judge(helper, after=[("mean_check", average)]).checks[0].score == 0
    assert course.judge(after=[("mean_check", "mean = 0")]).checks[0].score == 2


def test_an_error_in_an_extra_cell_costs_nothing(course):
    verdict = course.judge(after=[("setup", "1 / 0"), ("mean", "x = = 1")])
    assert [check.score for check in verdict.checks] == [2, 2]
    failed = [cell for cell in verdict.cells if not cell.ok]
    assert [cell.role for cell in failed] == [Role.EXTRA, Role.EXTRA]
    assert failed[0].error.startswith("ZeroDivisionError: division by zero")


def test_output_of_a_cell_is_reported_and_bounded(course):
    limits = Limits(output_bytes=100)
    verdict = course.judge({"mean": "print('hello')\n" + MEAN}, limits=limits)
    assert verdict.cells[1].stdout == "hello\n"
    verdict = course.judge({"mean": "print('x' * 1000)\n" + MEAN}, limits=limits)
    assert verdict.cells[1].stdout == "x" * 100


def test_a_hanging_call_costs_its_own_check_only(course):
    limits = Limits(call_seconds=1)
    answer = "def mean(values):\n    while True: pass"
    check, other = course.judge({"mean": answer}, limits=limits).checks
    assert (check.status, other.status) == ("incorrect", "correct")
    assert check.message == "Your code ran longer than 1 s."


def test_a_hanging_cell_is_left_out(course):
    limits = Limits(call_seconds=1)
    verdict = course.judge({"mean": "while True: pass"}, limits=limits)
    assert [check.score for check in verdict.checks] == [0, 2]
    assert "ran longer than 1 s" in verdict.checks[0].message
    assert verdict.stopped == "ran longer than 1 s"
    verdict = course.judge(after=[("setup", "while True: pass")], limits=limits)
    assert [check.score for check in verdict.checks] == [2, 2]


def test_many_cells_that_end_the_process_are_left_out_one_by_one(course):
    bad = [("setup", "import os; os._exit(3)")] * 4
    verdict = course.judge(after=bad)
    assert [check.score for check in verdict.checks] == [2, 2]
    assert [cell.error for cell in verdict.cells if not cell.ok] == [
        "It ended its Python process with exit code 3."
    ] * 4


def test_when_the_time_of_the_submission_is_over_the_rest_gets_none(course):
    limits = Limits(call_seconds=5, wall_seconds=1)
    verdict = course.judge({"mean": "while True: pass"}, limits=limits)
    assert [check.score for check in verdict.checks] == [0, 0]
    assert "used up the 1 s" in verdict.checks[1].message


# Which cells run, and how long, while there is time for all: a quarter of it is for extra cells.
SHORT = Limits(wall_seconds=12, call_seconds=5)


def test_slow_extra_cells_leave_time_for_the_answers(course):
    slow = [("setup", "import time; time.sleep(4.5)")] * 3
    verdict = course.judge(after=slow, limits=SHORT)
    assert [check.score for check in verdict.checks] == [2, 2]
    assert [cell.error for cell in verdict.cells if cell.role is Role.EXTRA] == [
        "It ran longer than 3 s.",
        "It ran longer than 1 s.",
        "It ran longer than 1 s.",
    ]


def test_after_a_restart_slow_extra_cells_stay_out_and_quick_ones_run(course):
    answers = {
        "mean": "def mean(values):\n    while True: pass",
        "double": "def double(x):\n    return twice(x)",
    }
    after = [
        ("setup", "def twice(x):\n    return 2 * x"),
        ("setup", "import time; time.sleep(2.2)"),
    ]
    limits = Limits(wall_seconds=14, call_seconds=3)
    verdict = course.judge(answers, after=after, limits=limits)
    assert [check.score for check in verdict.checks] == [0, 2]
    quick, slow = (cell for cell in verdict.cells if cell.role is Role.EXTRA)
    assert quick.ok
    assert slow.error == "It was not run again: it is slow, and time is short."


def test_one_check_cannot_use_up_the_time_of_all(course):
    answer = """
class Endless:
    def __iter__(self):
        return self

    def __next__(self):
        return 0.5

def mean(values):
    return Endless()
"""
    check = "with exercise('1 Mean'):\n    list(mean(1))"
    double = "with exercise('2 Double'):\n    check_equal(double(4), 8, 'double(4)')"
    one = type(course)({"mean": (MEAN, check), "double": ("def double(x):\n    return 8", double)})
    verdict = one.judge({"mean": answer}, limits=Limits(call_seconds=1))
    assert verdict.checks[0].message == "Your code kept the check busy for too long."
    assert [check.score for check in verdict.checks] == [0, 2]


def test_a_check_that_is_busy_here_with_what_came_is_stopped(course):
    check = "with exercise('1 Mean'):\n    while mean(1):\n        while True: pass"
    double = "with exercise('2 Double'):\n    check_equal(double(4), 8, 'double(4)')"
    one = type(course)({"mean": (MEAN, check), "double": ("def double(x):\n    return 8", double)})
    answer = "def mean(values):\n    return True"
    verdict = one.judge({"mean": answer}, limits=Limits(call_seconds=0.5))
    assert verdict.checks[0].status == "incorrect"
    assert verdict.checks[0].message == "Your code kept the check busy for too long."
    assert verdict.checks[1].score == 2


def test_what_numpy_makes_here_of_what_came_is_bounded(check_with):
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_AS)
    answer = "def mean(values): return ['x' * 1_000_000] + [''] * 20_000"  # 80 GB, as an array
    result = check_with(answer, 'check_equal(np.shape(mean([])), (), "shape")')
    assert result.score == 0
    assert "MemoryError" in result.message
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_output_of_all_cells_together_is_bounded(course):
    loud = [("setup", "print('x' * 1000)")] * 30 + [("setup", "raise ValueError('y' * 1000)")] * 20
    verdict = course.judge(after=loud, limits=Limits(output_bytes=1000))
    kept = [len(cell.stdout) + len(cell.error) for cell in verdict.cells]
    assert kept[1] == 1000
    assert sum(kept) <= 10_000 + 200 * 50
    assert [check.score for check in verdict.checks] == [2, 2]


def test_a_cell_that_is_too_long_is_the_cells_fault(course):
    long = f"x = '{'y' * 9_000_000}'\n"
    verdict = course.judge(after=[("setup", long)])
    assert [check.score for check in verdict.checks] == [2, 2]
    verdict = course.judge({"mean": long + MEAN})
    assert [check.score for check in verdict.checks] == [0, 2]
    assert "It is longer than 8388608 characters." in verdict.checks[0].message


def test_a_second_judgement_starts_afresh(course):
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    course.judge({"mean": "import goodpractice.checks as c\nc.exercise = None\n" + MEAN})
    assert course.judge().checks[0].score == 2
    assert np.array_equal(np.random.get_state()[1], before)  # noqa: NPY002
    assert type(checks.use_services(checks.LocalServices())) is checks.LocalServices


def test_without_bubblewrap_it_says_how_to_get_it(course, monkeypatch):
    monkeypatch.setattr(sandbox, "_obstacle", lambda: "The program bwrap was not found.")
    with pytest.raises(sandbox.SandboxUnavailable, match="apt install bubblewrap"):
        course.judge()
    assert course.judge(confined=False).checks[0].score == 2


# --- what a check may do with an answer ------------------------------------------------


def correct(check_with, answer, check, **options):
    result = check_with(textwrap.dedent(answer), textwrap.dedent(check), **options)
    assert result.status == "correct", result.message


def test_plain_data_is_bound_as_its_value(check_with, make_course):
    check = "with exercise('x'):\n    check_equal([size, names], [3, {'a': (1, 2.5)}], 'values')"
    course = make_course({"size": ("size = 0\nnames = {}", check)})
    answer = "size = 3\nnames = {'a': (1, 2.5)}"
    assert course.judge({"size": answer}).checks[0].status == "correct"


def test_arguments_that_a_function_changes_are_changed(check_with):
    answer = """
    def mean(array, items, table, rng, model):
        array += 1
        items.append(array.sum())
        table["x"] = rng.random()
        model.partial_fit(np.eye(2), np.array([0, 1]))
        return table
    """
    check = """
    from goodpractice.neural_network import MLPClassifier
    array, items, table, rng = np.zeros(4), [[1]], {}, np.random.default_rng(1)
    model = MLPClassifier((2,), random_state=0)
    twin = MLPClassifier((2,), random_state=0)
    twin.partial_fit(np.eye(2), np.array([0, 1]))
    result = mean(array[:2], items, table, rng, model)
    check_that(result is table, "the same dict")
    check_equal(array, np.array([1.0, 1.0, 0.0, 0.0]), "array")
    check_equal(items, [[1], 2.0], "items")
    again = np.random.default_rng(1)
    check_close([table["x"], rng.random()], [again.random(), again.random()], "generator")
    check_close(model.predict_proba(np.eye(2)), twin.predict_proba(np.eye(2)), "model")
    """
    correct(check_with, answer, check)


@pytest.mark.parametrize(
    "change",
    [
        "model.history_ = {'loss': [1.0]}",
        "model.max_epochs = 10**9",
        "model.learning_rate = None",
        "model.random_state = np.random.RandomState(0)",
        "items.append(items)",
    ],
)
def test_what_an_argument_became_may_be_anything(check_with, change):
    answer = f"def mean(model, items):\n    {change}\n    return 3"
    check = """
    from goodpractice.neural_network import MLPClassifier
    model = MLPClassifier((2,), random_state=0).partial_fit(np.eye(2), np.array([0, 1]))
    check_equal(mean(model, [1]), 3, "mean")
    """
    correct(check_with, answer, check)


def test_what_is_replaced_by_an_equal_of_what_it_was_counts_as_unchanged(check_with):
    answer = """
    import copy

    def mean(table):
        kept = copy.deepcopy(table["inner"])
        table["inner"]["x"] = 7
        table["inner"] = kept
    """
    check = """
    inner = {"x": 1}
    table = {"inner": inner}
    mean(table)
    check_equal(table, {"inner": {"x": 1}}, "table")
    check_equal(inner, {"x": 7}, "the dict that stood in it")
    """
    correct(check_with, answer, check)


FIT_CHECK = """
from goodpractice.checks import check_fitted_on
from goodpractice.preprocessing import Pipeline
X_train, X_test = np.arange(6.0).reshape(3, 2), np.ones((2, 2))
made = mean(X_train, X_test)
if type(made) is Pipeline:
    made = made[0]
check_fitted_on(made, X_train, "mean(...)", others={"test": X_test})
"""


@pytest.mark.parametrize(
    "made",
    [
        "StandardScaler().fit(X_train)",
        "make_pipeline(StandardScaler(), StandardScaler()).fit(X_train)",
        "Own(X_train.mean(axis=0), X_train.std(axis=0))",
        "(X_train.mean(axis=0), X_train.std(axis=0))",
    ],
)
def test_what_a_scaler_was_fitted_on_is_seen_across_the_border(check_with, made):
    answer = f"""
from goodpractice.preprocessing import StandardScaler, make_pipeline
class Own:
    def __init__(self, mean, scale):
        self.mean_, self.scale_ = mean, scale
def mean(X_train, X_test):
    return {made}
"""
    correct(check_with, answer, FIT_CHECK)
    leak = "np.concatenate([X_train, X_test])"
    result = check_with(answer.replace(made, made.replace("X_train", leak)), FIT_CHECK)
    assert (result.status, result.score) == ("incorrect", 0)
    assert "mean of all samples, those of the test set too" in result.message


def test_a_scaler_that_was_not_fitted_is_named_across_the_border(check_with):
    answer = "def mean(X_train, X_test):\n    return object()"
    result = check_with(answer, FIT_CHECK)
    assert "mean(...) is an object without `mean_`. Wanted: a fitted scaler" in result.message


def test_an_array_may_take_another_shape_in_place(check_with):
    answer = """
    def mean(flat, view, table):
        flat.shape = (-1,)
        view.resize(view.size)
        table.shape = (-1,)
        flat += 1
        view += 1
        table += 1
        return len(flat)
    """
    check = """
    flat, grid, table = np.zeros((3, 1)), np.zeros((2, 4)), np.arange(4).reshape(2, 2).T
    check_equal(mean(flat, grid[:, :2], table), 3, "mean")
    check_equal(flat, np.ones(3), "an array")
    check_equal(grid, np.array([[1.0, 1.0, 0.0, 0.0]] * 2), "a view that cannot be flat")
    check_equal(table.tolist(), [1, 3, 2, 4], "columns first")
    """
    correct(check_with, answer, check)


def test_a_value_that_cannot_cross_costs_no_other_answer(make_course):
    check = "with exercise('x'):\n    check_close({}, 2.0, 'x')"
    course = make_course(
        {
            "model": ("model = 2", check.format("model")),
            "mean": (MEAN, check.format("mean([1, 3])")),
        }
    )
    answer = (
        "from goodpractice.neural_network import MLPClassifier\n"
        "model = MLPClassifier()\ndel model.alpha"
    )
    one, other = course.judge({"model": answer}).checks
    assert "MLPClassifier that cannot be compared" in one.message
    assert other.score == 2


def test_what_cannot_cross_is_no_error_that_was_wanted(check_with):
    result = check_with(
        "def mean(values):\n    endless = []\n    endless.append(endless)\n    return endless",
        "check_raises(ValueError, mean, [], what='mean([])')",
    )
    assert (result.status, result.score) == ("incorrect", 0)
    assert "returned a list that cannot be compared" in result.message


def test_questions_of_an_answer_have_an_end(check_with, monkeypatch):
    monkeypatch.setattr(session, "MAX_QUESTIONS", 100)
    correct(check_with, ASKING, "check_equal(mean(lambda: 1, 99), None, 'mean')")
    result = check_with(ASKING, "mean(lambda: 1, 100)")
    assert "questions without end" in result.message


def test_questions_are_not_kept(check_with, monkeypatch):
    kept = []
    raised = property(lambda self: kept, lambda self, value: None)
    monkeypatch.setattr(session.Session, "_raised", raised, raising=False)
    answer = "def mean(func):\n    try:\n        func()\n    except ValueError:\n        return 1"
    correct(check_with, answer, "check_equal(mean(lambda: int('x')), 1, 'mean')")
    assert [type(error) for error in kept] == [ValueError]
    assert kept[0].__traceback__ is None


def test_a_function_that_changes_its_argument_is_found_out(check_with):
    result = check_with(
        "def mean(values):\n    values.sort()\n    return values[0]",
        "check_not_modified(mean, np.array([2, 1]), what='mean')",
    )
    assert "changed its argument number 1" in result.message


ATOMIC = """
name = mean("/tmp", "old")
check_equal(check_atomic_write(mean, "/tmp", "new", path=name, what="mean"), name, "its name")
"""
SAVES = """
import os


def mean(folder, contents):
    with open(folder + "/a.tmp", "wb") as file:
        file.write(contents.encode())
        file.flush()
        os.fsync(file.fileno())
    os.replace(folder + "/a.tmp", folder + "/a")
    return folder + "/a"
"""


# Finds what answers the judge, and answers in its place.
FORGED = """
import gc
hosts = [one for one in gc.get_objects() if type(one).__name__ == "Host"]
hosts[0]._operations["{}"] = lambda *args: {}
"""


def test_how_a_file_is_written_is_seen_in_the_students_process(check_with):
    correct(check_with, SAVES, ATOMIC)
    result = check_with(SAVES.replace("        os.fsync(file.fileno())\n", ""), ATOMIC)
    assert "mean called no os.fsync of the new file" in result.message


@pytest.mark.parametrize(
    "said", ["'3'", "[1]", "[1, []]", "[1, [('end', '', 1, 1, 1)]]", "[1, {}, 2]"]
)
def test_a_record_of_files_must_have_its_form(said, check_with):
    result = check_with(FORGED.format("watch", said) + SAVES, ATOMIC)
    assert "sent what no answer sends" in result.message


SHARING = """
names = ("run", "one result", "the other")
run = {"weights": np.zeros(2)}
result = check_not_shared(mean, run, names=names, what="mean", n_calls=2, hint="Copy.")
check_equal(result, {"weights": np.ones(2)}, "the result")
check_equal(run, {"weights": np.ones(2), "seen": 2}, "run, afterwards,")
"""
COPIES = """
def mean(run):
    run["weights"] = np.ones(2)
    run["seen"] = run.get("seen", 0) + 1
    return {"weights": run["weights"].copy()}
"""


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (".copy()", "", "run['weights'] and the other['weights'] are one ndarray"),
        (".copy()", "[:]", "run['weights'] and the other['weights'] are one ndarray"),
        ('run["weights"].copy()', "KEPT", "one result['weights'] and the other['weights'] are"),
        ("{", "{3}, {", "the result gives (<object set>"),
        ("mean(run)", "mean(run, kept=np.ones(2))", ""),
    ],
)
def test_two_names_of_one_object_are_seen_in_the_students_process(old, new, words, check_with):
    correct(check_with, COPIES, SHARING)
    head, tail = COPIES.split("return")
    answer = f"KEPT = np.ones(2)\n{head.replace(old, new)}return{tail.replace(old, new)}"
    result = check_with(answer, SHARING)
    assert words in result.message
    assert (result.score > 0) == (not words)


@pytest.mark.parametrize(
    "said",
    [
        "'3'",
        "([1], [])",
        "([1, 2], {})",
        "([1, 2], [((0, ''), (1, ''))])",
        "([1, 2], [((0, ''), (3, ''), 'list')])",
        "([1, 2], [((-1, ''), (1, ''), 'list')])",
        "([1, 2], [((True, ''), (1, ''), 'list')])",
        "([1, 2], [((0, ''), (1, 2), 'list')])",
        "([1, 2], [((0, ''), (1, ''), 3)])",
        "([1, 2], [[(0, ''), (1, ''), 'list']])",
    ],
)
def test_a_record_of_objects_must_have_its_form(said, check_with):
    result = check_with(FORGED.format("share", said) + COPIES, SHARING)
    assert "sent what no answer sends" in result.message


PICKLES = """
import os, pickle
def mean(value):
    with open("/tmp/a.pkl", "wb") as file:
        pickle.dump(value, file)
"""
LOADED = """
mean({"epoch": 7, "weights": np.arange(3.0)})
check_equal(load_saved("/tmp/a.pkl"), {"epoch": 7, "weights": np.arange(3.0)}, "the file")
check_that("a.pkl" in saved_names("/tmp"), "It is not there.")
check_raises(FileNotFoundError, saved_names, "/tmp/none", what="a folder that is missing")
mean([1])
check_equal(load_saved("/tmp/a.pkl"), [1], "the file")
"""


def test_what_was_saved_is_read_by_a_new_process(check_with):
    correct(check_with, PICKLES, LOADED)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("kept = {}\ndef mean(value):\n    kept[0] = value", "FileNotFoundError"),
        (
            # What is loaded asks a module of the student's process for the value.
            "import os, pickle, sys\nkept = {}\n"
            "class A:\n    def __reduce__(self):\n        return eval, "
            "(\"__import__('sys').modules['__main__'].kept[0]\",)\n"
            "def mean(value):\n    kept[0] = value\n"
            '    pickle.dump(A(), open("/tmp/a.pkl", "wb"))',
            "AttributeError",
        ),
        (
            "import os, pickle\nclass A:\n    def __reduce__(self):\n        return os._exit, (3,)\n"
            'def mean(value):\n    pickle.dump(A(), open("/tmp/a.pkl", "wb"))',
            "reading it ended its Python process with exit code 3",
        ),
        (
            "import goodpractice.checks as checks\nimport coursework.judge.host as host\nkept = {}\n"
            "host.read_pickle = checks.read_pickle = lambda path: kept[0]\n"
            "def mean(value):\n    kept[0] = value",
            "FileNotFoundError",
        ),
        (PICKLES.replace("(value, file)", "(list(value), file)"), "gives"),
    ],
)
def test_what_was_not_saved_cannot_be_made_up(answer, words, check_with):
    result = check_with(answer, LOADED)
    assert result.score == 0
    assert words in result.message


def test_a_check_reads_only_so_often(check_with):
    many = "mean(1)\nfor _ in range(200):\n    load_saved('/tmp/a.pkl')"
    result = check_with(PICKLES, many)
    assert "reads more files" in result.message


def test_classes_and_their_instances(check_with):
    answer = """
    class mean:
        kind = "stopper"

        def __init__(self, patience=1):
            self.patience, self.seen = patience, []

        def update(self, value):
            self.seen.append(value)
            return self

        def __len__(self):
            return len(self.seen)

        def __getitem__(self, index):
            return self.seen[index]

        def __call__(self, x):
            return x + self.patience

        def __enter__(self):
            self.patience = 7
            return self

        def __exit__(self, *error):
            self.patience = 8
    """
    check = """
    one, two = mean(patience=3), mean()
    check_equal([one.patience, two.patience, mean.kind], [3, 1, "stopper"], "attributes")
    check_that(one.update(5).update(6) is one, "update returns self")
    check_equal([len(one), one[1], list(one), one(4)], [2, 6, [5, 6], 7], "specials")
    one.patience = 10
    check_equal(one(1), 11, "an attribute that was set")
    check_that(isinstance(one, mean) and not isinstance(3, mean), "isinstance")
    check_that(hasattr(one, "seen") and not hasattr(one, "nothing"), "hasattr")
    check_that(5 in one and 9 not in one and one != two, "contains")
    with one as entered:
        check_equal(entered.patience, 7, "inside")
    check_equal(one.patience, 8, "after")
    check_equal(mean.__name__, "mean", "name")
    check_raises(AttributeError, lambda: one.nothing, what="one.nothing")
    """
    correct(check_with, answer, check)


def test_generators_can_be_walked(check_with):
    answer = "def mean(n):\n    for i in range(n):\n        yield np.full(2, i)"
    check = "check_equal([a.tolist() for a in mean(3)], [[0, 0], [1, 1], [2, 2]], 'batches')"
    correct(check_with, answer, check)


def test_a_function_cannot_end_an_iteration_of_the_check(check_with):
    answer = "def mean(value):\n    raise StopIteration"
    check = 'check_that(all(map(lambda x: mean(x) == 1, [1, 2])), "not all")'
    result = check_with(answer, check)
    assert result.score == 0
    assert "StopIteration" in result.message


def test_functions_and_objects_of_the_check_can_be_passed(check_with):
    answer = """
    def mean(func, model, norm):
        model.rate = 0.5
        losses = [model.step(epoch) for epoch in range(3)]
        return [func(loss, scale=2) for loss in losses], norm(np.array([3.0, 4.0])), model.rate
    """
    check = """
    calls = []

    def func(loss, scale):
        calls.append(loss)
        return loss * scale

    class Model:
        rate = 0.1

        def step(self, epoch):
            return epoch * self.rate

    model = Model()
    check_equal(mean(func, model, np.linalg.norm), ([0.0, 1.0, 2.0], 5.0, 0.5), "losses")
    check_equal([calls, model.rate], [[0.0, 0.5, 1.0], 0.5], "calls")
    """
    correct(check_with, answer, check)


def test_a_check_and_an_answer_may_call_each_other(check_with):
    answer = "def mean(f, n):\n    return n if n <= 0 else f(n - 1)"
    check = """
    def back(n):
        return mean(back, n)

    check_equal(mean(back, 5), 0, "down")
    try:
        mean(back, 1000)
        check_that(False, "this must not end well")
    except RecursionError:
        pass
    check_equal(mean(back, 5), 0, "down again")
    """
    correct(check_with, answer, check)


def test_exceptions_keep_their_type(check_with):
    answer = """
    class Refused(ValueError):
        pass

    def mean(what):
        if what == "own":
            raise Refused("no")
        if what == "key":
            return {}["a"]
        if what == "decode":
            return b"\\xff".decode()
        if what == "linalg":
            return np.linalg.inv(np.zeros((2, 2)))
        what()
    """
    check = """
    class Mine(Exception):
        pass

    def fail():
        raise Mine("x")

    check_raises(ValueError, mean, "own", what="own")
    check_raises(KeyError, mean, "key", what="key")
    check_raises(np.linalg.LinAlgError, mean, "linalg", what="linalg")
    check_raises(Mine, mean, fail, what="callback")
    try:
        mean("own")
    except ValueError as error:
        check_equal([type(error).__name__, str(error)], ["Refused", "no"], "own")
    try:
        mean("decode")
    except Exception as error:
        check_that("invalid start byte" in str(error), "decode")
    """
    correct(check_with, answer, check)


@pytest.mark.parametrize(
    "body", ["while True: pass", "import os; os._exit(1)", "import ctypes; ctypes.string_at(0)"]
)
def test_no_check_takes_a_dead_process_for_the_error_that_it_wants(check_with, body):
    result = check_with(
        f"def mean(x):\n    {body}",
        "check_raises(Exception, mean, 1, what='mean(1)')",
        limits=Limits(call_seconds=1),
    )
    assert (result.status, result.score) == ("incorrect", 0)


def test_library_functions_can_be_forbidden_under_any_name(check_with):
    answer = """
    from goodpractice.metrics import accuracy_score as hidden_name

    def mean(values):
        return hidden_name(values, values)
    """
    check = """
    with forbidden("goodpractice.metrics.accuracy_score"):
        check_close(mean([1, 1]), 1.0, "mean")
    """
    assert (
        "goodpractice.metrics.accuracy_score"
        in check_with(textwrap.dedent(answer), textwrap.dedent(check)).message
    )
    correct(check_with, answer, 'check_close(mean([1, 1]), 1.0, "mean")')


def forbidding(*names, then):
    texts = ", ".join(f'"goodpractice.metrics.{name}"' for name in names)
    return f"with exercise('1 One'), forbidden({texts}):\n    {then}"


USES_F1 = "from goodpractice import metrics\ndef {}(v):\n    return metrics.f1_score(v, v)"


def test_each_check_is_judged_without_what_it_forbids_alone(make_course):
    """An answer may use what only another exercise forbids, and a plain check forbids nothing."""
    course = make_course(
        {
            "a": (
                USES_F1.format("a"),
                forbidding("accuracy_score", then="check_close(a([1]), 1.0, 'a')"),
            ),
            "b": (
                USES_F1.format("b"),
                forbidding("f1_score", then="check_close(b([1]), 1.0, 'b')"),
            ),
            "c": (USES_F1.format("c"), "with exercise('c'):\n    check_close(c([1]), 1.0, 'c')"),
            "d": (
                "def d(v):\n    return 2 * v",
                "with exercise('d'):\n    check_close(d(4), 8, 'd')",
            ),
        }
    )
    verdict = course.judge(
        after=[("setup", "from goodpractice.metrics import f1_score\nf1_score([1], [1])")]
    )
    assert [check.score for check in verdict.checks] == [2, 0, 2, 2]
    assert "Your code calls goodpractice.metrics.f1_score" in verdict.checks[1].message
    assert all(cell.ok for cell in verdict.cells), verdict.cells
    ids = [cell.cell_id for cell in verdict.cells]
    assert len(ids) == len(set(ids)) == 6


def test_no_process_finds_what_another_one_left_behind(make_course):
    """Each exercise keeps the function that the other one forbids, and looks for its own."""
    thief = """
import marshal, os, types
from goodpractice import metrics

def keep(name):
    code = getattr(metrics, name).__code__
    if code.co_argcount:
        with open("/tmp/" + name, "wb") as file:
            marshal.dump(code, file)

def find(name, other):
    keep(other)
    try:
        getattr(metrics, other)([1], [1])  # so that it is judged once more, with that function
    except RuntimeError:
        pass
    with open("/tmp/" + name, "rb") as file:
        return types.FunctionType(marshal.load(file), vars(metrics))([1], [1])

keep("accuracy_score")
keep("f1_score")
def a(v):
    return find("accuracy_score", "f1_score")
"""
    b = "def b(v):\n    return find('f1_score', 'accuracy_score')"
    course = make_course(
        {
            "a": (thief, forbidding("accuracy_score", then="check_close(a([1]), 1.0, 'a')")),
            "b": (b, forbidding("f1_score", then="check_close(b([1]), 1.0, 'b')")),
        }
    )
    verdict = course.judge()
    assert [check.score for check in verdict.checks] == [0, 0]
    assert all("FileNotFoundError" in check.message for check in verdict.checks)


def test_what_is_forbidden_must_be_named_literally(make_course):
    check = "name = 'goodpractice.metrics.f1_score'\nwith exercise('a'), forbidden(name):\n    a()"
    result = make_course({"a": ("def a(): ...", check)}).judge().checks[0]
    assert result.status == "error"
    assert "as a literal text" in result.message


def test_what_a_check_cannot_pass_is_the_checks_fault(check_with):
    result = check_with(MEAN, "mean({1, 2})")
    assert result.status == "error"
    assert "The check passes a set" in result.message


def test_a_check_that_breaks_is_an_error_and_no_mark(make_course):
    course = make_course({"mean": (MEAN, "undefined_name")})
    check = course.judge().checks[0]
    assert (check.status, check.score) == ("error", 0)


def test_a_check_without_exercise_works_too(make_course):
    course = make_course({"mean": (MEAN, "assert mean([1, 3]) == 2, 'The mean is wrong.'")})
    assert course.judge().checks[0].status == "correct"
    check = course.judge({"mean": "def mean(v):\n    return 0"}).checks[0]
    assert (check.status, check.message) == ("incorrect", "The mean is wrong.")


@pytest.mark.parametrize(
    ("answer", "cell"),
    [
        ("", "accuracy_score([1], [1])\ndef double(x): return 2 * x"),
        (
            "def double(x):\n    raise NotImplementedError",
            "accuracy_score([1], [1])\ndef double(x): return 2 * x",
        ),
    ],
)
def test_an_answer_behind_a_call_that_another_check_forbids_counts(make_course, answer, cell):
    course = make_course(
        {
            "mean": (
                MEAN,
                forbidding("accuracy_score", then="check_close(mean([2]), 2.0, 'mean')"),
            ),
            "double": (
                "def double(x): ...",
                "with exercise('2'):\n    check_equal(double(4), 8, '')",
            ),
        }
    )
    first = "from goodpractice.metrics import accuracy_score"
    verdict = course.judge({"double": answer}, after=[("setup", first), ("double", cell)])
    assert [check.score for check in verdict.checks] == [2, 2]


@pytest.mark.parametrize("largest", ["deep", "[0] * 199_990"])
def test_what_came_as_an_answer_can_be_passed_on(check_with, largest):
    answer = f"""
deep = 1
for _ in range(38):
    deep = [deep]
def mean(value):
    return {largest} if value == 1 else 3
"""
    check = 'check_equal(mean([mean(1)]), 4, "it")'
    assert "gives 3" in check_with(answer, check, limits=Limits()).message


def test_a_question_whose_answer_cannot_cross_is_no_fault_of_the_check(check_with):
    answer = "def mean(square): return square(10**1000)"
    result = check_with(answer, 'check_close(mean(lambda x: x * x), 1.0, "mean")')
    assert result.status == "incorrect"
    assert "cannot be sent: it holds an int" in result.message


@pytest.mark.parametrize("told", ["always", "late", "in a cell"])
def test_a_call_that_another_check_forbids_gives_no_second_try(make_course, told):
    """Guess one way, and where something else of the library is there, the other way."""
    answer = f"""
from goodpractice import metrics
again = "_refuse" not in str(metrics.f1_score.__code__.co_consts) + str(metrics.f1_score.__code__.co_names)
def be_refused():
    try:
        metrics.f1_score([1], [1])
    except RuntimeError:
        pass
if {told!r} == "in a cell":
    be_refused()
calls = []
def mean(value):
    calls.append(value)
    if {told!r} == "always" or {told!r} == "late" and len(calls) == 3:
        be_refused()
    return value < 3 if again else value < 2
"""
    cases = "for value in (1, 2, 3, 4): check_equal(mean(value), value < {}, 'mean')"
    for limit, score in ((2, 0), (3, 0 if told == "late" else 2)):
        course = make_course(
            {
                "mean": ("def mean(value): ...", forbidding("log_loss", then=cases.format(limit))),
                "other": ("x = 1", forbidding("f1_score", then="check_equal(x, 1, 'x')")),
            }
        )
        assert [check.score for check in course.judge({"mean": answer}).checks] == [score, 2]


# --- a sandbox that somebody ends ------------------------------------------------------

RIGHT = "def mean(values):\n    return sum(values) / len(values)"
LOSE = """
from goodpractice import checks
check_close(mean([1.0, 2.0, 6.0]), 3.0, "mean([1, 2, 6])")
checks.lose()
check_close(mean([2.0, 4.0]), 3.0, "mean([2, 4])")
"""
LOSE_READER = """
from goodpractice import checks
mean([1.0])
checks.lose()
saved_names("/tmp/nothing.npz")
"""


@pytest.fixture
def lose(monkeypatch):
    """Have the check kill, the first times that it runs, what started the student's process."""

    def prepare(times, generations):
        left = [None] * times

        def kill():
            if left:
                left.pop()
                children = psutil.Process().children(recursive=True)
                one = max(children, key=psutil.Process.create_time)
                for _ in range(generations):
                    one = one.parent()
                one.kill()
                one.wait()

        monkeypatch.setattr(checks, "lose", kill, raising=False)
        return left

    return prepare


@pytest.mark.confined
@pytest.mark.parametrize("generations", [1, 2], ids=["fork server", "first process"])
@pytest.mark.parametrize("check", [LOSE, LOSE_READER], ids=["call", "reader"])
def test_a_sandbox_that_is_ended_from_outside_costs_nothing(check_with, lose, check, generations):
    unhurt = check_with(RIGHT, check.replace("checks.lose()", "pass"))
    left = lose(1, generations)
    assert check_with(RIGHT, check) == unhurt
    assert not left


@pytest.mark.confined
def test_a_sandbox_that_is_ended_again_and_again_is_begun_twice(check_with, lose):
    left = lose(5, 1)
    with pytest.raises(sandbox.SandboxLost):
        check_with(RIGHT, LOSE)
    assert len(left) == 3


def test_without_a_sandbox_a_student_can_end_what_started_the_process(check_with):
    answer = """
import os, signal
def mean(values):
    os.kill(os.getppid(), signal.SIGKILL)
    os._exit(3)
"""
    result = check_with(answer, LOSE, confined=False)
    assert (result.status, result.score) == ("incorrect", 0.0)
    assert result.message == "Your code was ended by the signal SIGKILL."
