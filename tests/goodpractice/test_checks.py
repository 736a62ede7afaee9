"""Checks: what they accept, what they refuse, and what a student then reads."""

import contextlib
import io
import sys
import warnings

import numpy as np
import pytest

from goodpractice import (
    _population,
    _search,
    checkpoint,
    checks,
    metrics,
    model_selection,
    neural_network,
)
from goodpractice.checks import (
    Incorrect,
    NotAttempted,
    advise_vectorised,
    check_close,
    check_equal,
    check_keys,
    check_not_modified,
    check_raises,
    check_shape,
    check_that,
    check_type,
    exercise,
    forbidden,
    take_away,
)
from goodpractice.metrics import accuracy_score
from goodpractice.model_selection import KFold, RandomizedSearch
from goodpractice.neural_network import MLPClassifier
from goodpractice.preprocessing import StandardScaler


class Agreeable:
    """Equals everything."""

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 0


@pytest.fixture(autouse=True)
def _fresh():
    checks.forget_outcomes()
    yield
    checks.forget_outcomes()
    checks.begin_lesson({})


def refused(check, *args, **kwargs) -> str:
    with pytest.raises(Incorrect) as caught:
        check(*args, **kwargs)
    return str(caught.value)


# --- check_close


@pytest.mark.parametrize("value", [0.75, np.float64(0.75), np.float32(0.75), np.array(0.75)])
def test_close_takes_any_real_number(value):
    check_close(value, 0.75, "f()")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "Is a `return` missing?"),
        (True, "True, a bool"),
        ("0.75", "'0.75', a str"),
        (Agreeable(), "an Agreeable"),
        ({"a": 1}, "a single number"),
        ((0.75,), "a single number"),
        (np.array([0.75]), "has shape (1,)"),
        (np.nan, "gives nan"),
        (0.7500001, "gives 0.75"),
    ],
)
def test_close_says_what_came(value, words):
    assert words in refused(check_close, value, 0.75, "f()")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ([1.0, "x"], "a list that holds 'x', a str"),
        ([1.0, None], "a list that holds None"),
        ([[1.0], [2.0, 3.0]], "rows of different lengths"),
        (np.array(["a", "b"]), "Wanted: numbers"),
        ([1.0, 2.0, 3.0], "has shape (3,)"),
    ],
)
def test_close_says_what_came_for_an_array(value, words):
    assert words in refused(check_close, value, [1.0, 2.0], "f()")


@pytest.mark.parametrize("wanted", [np.nan, np.inf])
def test_nothing_is_close_to_a_value_that_is_not_finite(wanted):
    refused(check_close, wanted, wanted, "f()")


def test_a_known_mistake_is_named_and_comes_before_the_hint():
    message = refused(
        check_close, 4.0, 0.8, "f()", mistakes=[(4.0, "You count.")], hint="Another cause."
    )
    assert message == "f() gives 4. Wanted: 0.8. You count."


def test_a_large_array_is_not_shown():
    assert "shape (2000,)" in refused(check_equal, np.zeros(2000), np.ones(2000), "f()")
    many = np.zeros((2,) * 20, dtype=np.int8)
    assert len(refused(check_close, many, 1.0, "f()")) < 300
    assert len(refused(check_equal, [many], [1], "f()")) < 300


# --- check_equal, check_keys, check_type, check_shape, check_that


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (1, np.int64(1)),
        ((1, 2), [1, 2]),
        ({"a": [1.0, np.nan]}, {"a": [1.0, np.nan]}),
        (np.array([1, 2], dtype=np.int32), np.array([1, 2])),
        ("x", "x"),
        (None, None),
    ],
)
def test_equal_accepts(actual, expected):
    check_equal(actual, expected, "f()")


@pytest.mark.parametrize(
    ("actual", "expected", "words"),
    [
        (True, 1, "True, a bool. Wanted: 1, an int"),
        (1.0, 1, "1, a float. Wanted: 1, an int"),
        (Agreeable(), 1, "an Agreeable"),
        ([Agreeable()], [1], "gives"),
        ([1], [1, 2], "gives 1 values"),
        (np.array([1.0]), np.array([1]), "has dtype float64"),
        (np.array([[1]]), np.array([1]), "has shape (1, 1)"),
        ([1], np.array([1]), "Wanted: an array"),
        ({"b": 1}, {"a": 1}, "has the keys ['b']"),
        ({"a": 2}, {"a": 1}, "['a'] gives 2. Wanted: 1"),
        ([1], {"a": 1}, "a list"),
        (1, [1], "an int"),
    ],
)
def test_equal_refuses(actual, expected, words):
    assert words in refused(check_equal, actual, expected, "f()")


def test_equal_names_a_known_mistake():
    assert "Too few." in refused(check_equal, [1], [1, 2], "f()", mistakes=[([1], "Too few.")])


def test_keys():
    check_keys({"b": 1, "a": 2}, ["a", "b"], "f()")
    assert "has the keys 'b'. Wanted: 'a'" in refused(check_keys, {"b": 1}, ["a"], "f()")
    assert "Wanted: a dict" in refused(check_keys, [1], ["a"], "f()")


def test_type_does_not_take_a_subclass():
    class Mine(dict):
        pass

    check_type({}, dict, "f()")
    assert "a Mine" in refused(check_type, Mine(), (dict, list), "f()")


def test_shape():
    check_shape(np.zeros((2, 3)), (2, 3), "f()")
    assert "has shape (3,). Wanted: (2,)" in refused(check_shape, [1, 2, 3], (2,), "f()")


@pytest.mark.parametrize("condition", [False, np.False_, Agreeable(), 1, "yes"])
def test_that_wants_a_real_true(condition):
    assert refused(check_that, condition, "The loss must fall.") == "The loss must fall."


def test_that_accepts_true():
    check_that(np.bool_(True), "")


# --- check_raises, check_not_modified, advise_vectorised, forbidden


def test_raises():
    def refuse(x):
        raise TypeError("no")

    check_raises(TypeError, refuse, 1, what="f(1)")
    assert "raised TypeError: no. Wanted: ValueError" in refused(
        check_raises, ValueError, refuse, 1, what="f(1)"
    )
    assert "returned 1. Wanted: ValueError" in refused(
        check_raises, ValueError, abs, -1, what="abs(-1)"
    )


def test_raises_lets_the_placeholder_through():
    def stub():
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        check_raises(ValueError, stub, what="stub()")


def test_a_changed_argument_is_found():
    def double(values):
        values *= 2
        return values

    message = refused(check_not_modified, double, np.array([1.0]), what="double")
    assert "changed its argument number 1: it was [1] and is now [2]" in message


def test_a_loop_over_samples_gets_advice_and_no_mark_down(capsys):
    def loop(values):
        total = 0
        for value in values:
            total += value
        return total

    few, many = (np.zeros(10),), (np.zeros(500),)
    before = sys.gettrace()
    advise_vectorised(np.sum, few, many, "sum")
    assert sys.gettrace() is before
    assert capsys.readouterr().out == ""
    advise_vectorised(loop, few, many, "sum")
    assert "Advice: sum runs 23 lines" in capsys.readouterr().out


def test_where_lines_cannot_be_counted_there_is_no_advice(capsys):
    class Elsewhere(checks.LocalServices):
        def count_lines(self, func, args):
            return None

    before = checks.use_services(Elsewhere())
    try:
        advise_vectorised(len, ([],), ([],), "len")
    finally:
        checks.use_services(before)
    assert capsys.readouterr().out == ""


def test_no_alias_gets_around_forbidden_and_it_ends():
    alias = accuracy_score
    name = "goodpractice.metrics.accuracy_score"
    words = r"Your code calls goodpractice\.metrics"
    with pytest.raises(Incorrect, match=words), exercise("1 A"), forbidden(name):
        alias([1], [1])
    assert alias([1], [1]) == 1.0
    with forbidden(name):
        with forbidden(name):
            pass
        with pytest.raises(RuntimeError, match="forbidden in this exercise"):
            alias([1], [1])
    assert alias([1], [1]) == 1.0


def test_a_class_can_be_forbidden_and_comes_back():
    made = KFold(3)
    with forbidden("goodpractice.model_selection.KFold"):
        for use in (lambda: KFold(2), lambda: list(made.split(np.zeros(9)))):
            with pytest.raises(RuntimeError, match="forbidden in this exercise"):
                use()
    assert len(list(made.split(np.zeros(9)))) == 3
    assert KFold(2).n_splits == 2


def test_private_helpers_can_be_taken_away_too_and_come_back():
    name = "goodpractice.model_selection.train_valid_test_split"
    before = model_selection._take_stratified.__code__
    give_back = checks.take_away(name, helpers=True)
    with pytest.raises(RuntimeError, match="forbidden in this exercise: .*train_valid"):  # noqa: RUF043
        model_selection._largest_remainders([1], 1)
    give_back()
    assert model_selection._take_stratified.__code__ is before
    give_back = checks.take_away("goodpractice.preprocessing.StandardScaler", helpers=True)
    give_back()
    assert StandardScaler().fit_transform([[1.0], [3.0]]).tolist() == [[-1.0], [1.0]]


def test_what_was_called_while_taken_away_is_remembered_once():
    name = "goodpractice.metrics.accuracy_score"
    checks.refused()
    with contextlib.suppress(RuntimeError), forbidden(name):
        accuracy_score([1], [1])
    assert checks.refused() == [name]
    assert checks.refused() == []


# --- exercise and summary


def answer_that_raises(error):
    def answer():
        raise error

    return answer


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (NotImplementedError("Your turn"), NotAttempted, "placeholder"),
        (ZeroDivisionError("division by zero"), Incorrect, "stopped with ZeroDivisionError"),
        (AssertionError("mine"), Incorrect, "stopped with AssertionError: mine"),
        (SystemExit(0), Incorrect, "stopped with SystemExit"),
    ],
)
def test_each_error_of_an_answer_has_its_outcome(error, kind, words):
    with pytest.raises(kind, match=words), exercise("1 A"):
        answer_that_raises(error)()


def test_the_students_line_is_quoted_and_no_line_of_the_check():
    answer = answer_that_raises(ValueError("bad"))
    with pytest.raises(Incorrect) as caught, exercise("1 A"):
        answer()  # a hidden line
    assert "It happened in the line: raise error" in str(caught.value)
    assert "hidden" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_name_that_does_not_exist_is_not_attempted():
    with pytest.raises(NotAttempted, match="`nowhere` does not exist"), exercise("1 A"):
        nowhere(1)  # noqa: F821


def test_a_failed_assert_of_the_check_shows_its_text():
    with pytest.raises(Incorrect, match="too large"), exercise("1 A"):
        raise AssertionError("too large")


def test_an_interruption_is_no_outcome():
    with pytest.raises(KeyboardInterrupt), exercise("1 A"):
        raise KeyboardInterrupt
    assert checks.outcomes() == {}


def test_messages_show_without_a_traceback():
    assert Incorrect("x")._render_traceback_() == ["Not yet: x"]
    assert NotAttempted("x")._render_traceback_() == ["Not attempted: x"]


def test_nothing_is_written_to_stderr(capsys):
    with exercise("1 A"):
        warnings.warn("careful", RuntimeWarning, stacklevel=1)
        print("a note", file=sys.stderr)
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "a note" in captured.out


def test_summary_tells_the_three_outcomes(capsys):
    checks.begin_lesson({"1 A": 2, "2 B": 1, "3 C": 1})
    with exercise("1 A"):
        pass
    with pytest.raises(Incorrect), exercise("2 B"):
        raise ValueError
    capsys.readouterr()
    checks.summary()
    lines = io.StringIO(capsys.readouterr().out).read().splitlines()
    assert lines[:3] == [
        "done       1 A (2 points)",
        "not yet    2 B (1 point)",
        "not tried  3 C (1 point)",
    ]
    assert lines[3].startswith("1 of 3 exercises done: 2 of 4 points")


def test_running_the_setup_again_keeps_what_is_done_and_forgets_other_lessons():
    checks.begin_lesson({"1 A": 2})
    with exercise("1 A"):
        pass
    checks.begin_lesson({"1 A": 2})
    assert checks.outcomes() == {"1 A": "done"}
    checks.begin_lesson({"2 B": 2})
    assert checks.outcomes() == {}


# --- a scaler that has seen the training set alone

X_TRAIN = np.random.default_rng(0).normal(3, 2, (20, 4)) * [1, 10, 0.1, 1]
X_VALID = np.random.default_rng(1).normal(4, 3, (6, 4))
X_TEST = np.random.default_rng(2).normal(5, 1, (7, 4))
OTHERS = {"validation": X_VALID, "test": X_TEST}


class Scaler:
    def __init__(self, mean, scale):
        self.mean_, self.scale_ = mean, scale


def both(X, **options):
    return X.mean(axis=0), X.std(axis=0, **options)


@pytest.mark.parametrize(
    "scaler",
    [
        StandardScaler().fit(X_TRAIN),
        Scaler(*both(X_TRAIN)),
        both(X_TRAIN),
        list(both(X_TRAIN)),
        [X_TRAIN.mean(axis=0).tolist(), X_TRAIN.std(axis=0).tolist()],
    ],
)
def test_a_scaler_that_was_fitted_on_the_training_set_passes(scaler):
    checks.check_fitted_on(scaler, X_TRAIN, "scaler", others=OTHERS)
    checks.check_fitted_on(scaler, X_TRAIN, "scaler")


ALL = np.concatenate([X_TRAIN, X_VALID, X_TEST])


@pytest.mark.parametrize(
    ("scaler", "message"),
    [
        (
            both(ALL),
            "the mean of fit.* mean of all samples, those of the validation and test sets",
        ),
        ((X_TRAIN.mean(axis=0), ALL.std(axis=0)), "the standard deviation of fit.* all samples"),
        (
            (X_TRAIN.mean(axis=0), ALL.std(axis=0, ddof=1)),
            "all samples.* Divide by n, not by n - 1",
        ),
        (both(X_TEST), "That is the mean of the test set. Fit on the training set alone"),
        (both(X_VALID), "That is the mean of the validation set"),
        (
            both(np.concatenate([X_TRAIN, X_TEST])),
            "mean of the training and the test set together",
        ),
        (both(X_TRAIN, ddof=1), "Divide by n, not by n - 1"),
        ((X_TRAIN.mean(axis=0), X_TRAIN.var(axis=0)), "That is the variance"),
        ((X_TRAIN.mean(axis=1), X_TRAIN.std(axis=1)), "mean of each sample.*axis=0"),
        ((X_TRAIN.mean(axis=0), X_TRAIN.std(axis=1)), "standard deviation of each sample"),
        ((X_TRAIN.mean(), X_TRAIN.std()), "mean of the whole table"),
        ((X_TRAIN.mean(axis=0), X_TRAIN.std()), "standard deviation of the whole table"),
        ((X_TRAIN.std(axis=0), X_TRAIN.mean(axis=0)), "the mean of fit gives .* my own hint"),
        (None, "fit returned None. Wanted: a scaler. Is a `return` missing"),
        ((1, 2, 3), "fit gives 3 values. Wanted: the mean and the scale"),
        (StandardScaler(), "fit is a StandardScaler without `mean_`. Wanted: a fitted scaler"),
        (3.0, "fit is 3, a float without `mean_`"),
        ((None, None), "the mean of fit returned None"),
        (("mean", 1), "the mean of fit returned 'mean', a str"),
    ],
)
def test_a_leak_is_named(scaler, message):
    with pytest.raises(checks.Incorrect, match=message):
        checks.check_fitted_on(scaler, X_TRAIN, "fit", others=OTHERS, hint="my own hint")


def test_with_one_other_set_the_message_speaks_of_one():
    with pytest.raises(checks.Incorrect, match="those of the test set too"):
        checks.check_fitted_on(
            both(np.concatenate([X_TRAIN, X_TEST])), X_TRAIN, "fit", others={"test": X_TEST}
        )


def test_constant_features_and_sets_that_are_alike_are_no_leak():
    constant = np.column_stack([X_TRAIN, np.full(20, 0.1)])
    scaler = StandardScaler().fit(constant)
    checks.check_fitted_on(scaler, constant, "scaler", others={"test": constant.copy()})
    one = np.array([[2.0, 3.0]])
    checks.check_fitted_on(StandardScaler().fit(one), one, "scaler", others={"test": one + 1})
    square = np.array([[1.0, 3.0], [3.0, 1.0]])  # its rows have the statistics of its columns
    checks.check_fitted_on(StandardScaler().fit(square), square, "scaler")


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("metrics.accuracy_score", lambda: metrics.confusion_matrix([0, 1], [1, 1])),
        ("metrics.accuracy_score", lambda: MLPClassifier.score(None, [[1.0]], [1])),
        ("model_selection.GridSearch", lambda: RandomizedSearch(MLPClassifier(), {}, n_trials=1)),
        ("neural_network.MLPClassifier", lambda: _population._Networks()),
        ("checkpoint.save_checkpoint", lambda: checkpoint._write_atomically(None, b"")),
    ],
)
def test_what_does_the_same_work_goes_with_it(name, call):
    give_back = take_away(f"goodpractice.{name}")
    try:
        with pytest.raises(RuntimeError, match=f"forbidden in this exercise: goodpractice.{name}"):
            call()
    finally:
        give_back()
        checks.refused()


@pytest.mark.parametrize(
    ("name", "call"),
    [
        # A class that it is built on, and what stands in a table that it uses.
        ("model_selection.GridSearch", lambda: _search._Search.fit(None, [[1.0]], [1])),
        ("neural_network.MLPClassifier", lambda: neural_network._Logistic().apply(np.zeros(2))),
    ],
)
def test_helpers_are_found_in_bases_and_in_tables(name, call):
    give_back = take_away(f"goodpractice.{name}", helpers=True)
    try:
        with pytest.raises(RuntimeError, match="forbidden in this exercise"):
            call()
    finally:
        give_back()
        checks.refused()
    assert neural_network._Logistic().apply(np.zeros(2)) is None


def test_a_name_that_is_missing_in_a_function_of_the_check_is_an_answer_that_is_missing():
    code = 'with exercise("0.1"):\n    [no_such_answer(value) for value in (1, 2)]\n'
    with pytest.raises(NotAttempted, match="`no_such_answer` does not exist"):
        exec(compile(code, "<check>", "exec"), {"exercise": exercise})
    answer = {}
    exec(compile("def answer(value):\n    return valeu", "<answer>", "exec"), answer)
    with pytest.raises(Incorrect, match="stopped with NameError"):
        exec(
            compile(code.replace("no_such_answer", "answer"), "<check>", "exec"),
            {"exercise": exercise, **answer},
        )
