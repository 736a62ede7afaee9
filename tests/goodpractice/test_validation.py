import numpy as np
import pytest

from goodpractice import _validation as v


@pytest.mark.parametrize("y", [[1, 2, 3], [[1], [2], [3]], np.array([1, 2, 3]), (1, 2, 3)])
def test_labels_leave_with_one_axis(y):
    assert v.check_labels(y).shape == (3,)


def test_labels_keep_their_dtype():
    assert v.check_labels([True, False]).dtype == bool
    assert v.check_labels(["a", "bc"]).dtype.kind == "U"


@pytest.mark.parametrize(
    ("y", "message"),
    [
        ([[1, 2, 3]], r"y_pred has shape \(1, 3\); wanted one value for each sample"),
        (5, r"y_pred has shape \(\)"),
        (np.zeros((2, 1, 1)), r"y_pred has shape \(2, 1, 1\)"),
        ([], "y_pred is empty"),
        ([1.0, np.nan], "y_pred holds 1 values that are NaN"),
        ([1.0, np.inf], "y_pred holds 1 values"),
        ([1, None], "y_pred has dtype object"),
        ([[1], [2, 3]], "y_pred is not a regular array"),
    ],
)
def test_wrong_labels_are_refused_by_name(y, message):
    with pytest.raises(ValueError, match=message):
        v.check_labels(y, "y_pred")


@pytest.mark.parametrize(
    ("X", "message"),
    [
        ([1.0, 2.0], r"X has shape \(2,\).*Use X.reshape\(-1, 1\)"),
        (np.zeros((2, 2, 2)), r"X has shape \(2, 2, 2\)"),
        (np.zeros((0, 2)), r"X is empty, its shape is \(0, 2\)"),
        ([["a"]], "X has dtype <U1; wanted numbers"),
        ([[np.nan]], "X holds 1 values"),
        ([[1j]], "X has dtype complex128"),
    ],
)
def test_wrong_inputs_are_refused_by_name(X, message):
    with pytest.raises(ValueError, match=message):
        v.check_inputs(X)


def test_inputs_become_contiguous_floats():
    X = v.check_inputs(np.arange(6).reshape(3, 2).T)
    assert X.dtype == np.float64
    assert X.flags.c_contiguous
    assert X.tolist() == [[0, 2, 4], [1, 3, 5]]


def test_number_of_features_is_checked():
    with pytest.raises(ValueError, match=r"X_valid has 2 features.*wanted 3"):
        v.check_inputs(np.zeros((1, 2)), "X_valid", n_features=3)


def test_strings_are_not_scores():
    with pytest.raises(ValueError, match="y_score holds strings"):
        v.check_scores(["a"], "y_score")


def test_lengths_are_told():
    with pytest.raises(ValueError, match="X has 2, y has 3"):
        v.check_same_length(X=np.zeros(2), y=np.zeros(3))


@pytest.mark.parametrize("value", [True, False, np.True_, np.False_])
def test_switches_become_bools(value):
    assert v.check_boolean(value, "shuffle") is bool(value)


@pytest.mark.parametrize("value", [0, 1, 1.0, "False", None, [True], np.array(True)])
def test_what_is_no_switch_is_refused(value):
    with pytest.raises(ValueError, match=r"shuffle is .*; wanted True or False"):
        v.check_boolean(value, "shuffle")


@pytest.mark.parametrize("value", [True, 2.0, "2", None, 0, 11, [2], 10**100])
def test_wrong_integers_are_refused(value):
    with pytest.raises(
        ValueError, match=r"k is .*; wanted an integer of at least 1 and at most 10"
    ):
        v.check_integer(value, "k", minimum=1, maximum=10)


def test_right_integers_become_int():
    assert type(v.check_integer(np.int32(3), "k")) is int
    assert v.check_integer(None, "k", none_ok=True) is None


@pytest.mark.parametrize("value", [True, "1", None, np.nan, np.inf, 0, 2.5, 1j])
def test_wrong_numbers_are_refused(value):
    with pytest.raises(ValueError, match="greater than 0 and at most 2"):
        v.check_number(value, "rate", minimum=0, maximum=2, above=True)


def test_right_numbers_become_float():
    assert type(v.check_number(np.float32(0.5), "rate")) is float
    assert v.check_number(0, "rate", minimum=0) == 0.0


def test_choices_are_listed():
    with pytest.raises(ValueError, match="activation is 'reluu'; wanted one of 'relu', 'tanh'"):
        v.check_choice("reluu", "activation", ["relu", "tanh"])
    with pytest.raises(ValueError, match="activation is of type dict"):
        v.check_choice({}, "activation", ["relu"])


def test_random_state_makes_or_keeps_a_generator():
    generator = np.random.default_rng(0)
    assert v.check_random_state(generator) is generator
    assert v.check_random_state(7).random() == np.random.default_rng(7).random()
    assert v.check_random_state(None).random() != v.check_random_state(None).random()


@pytest.mark.parametrize("value", [-1, True, 1.0, "0", np.random.RandomState(0)])
def test_wrong_random_states_are_refused(value):
    with pytest.raises(ValueError, match="random_state is"):
        v.check_random_state(value)


def test_generator_state_goes_on_where_it_stood():
    generator = np.random.default_rng(1)
    generator.integers(10, size=3, dtype=np.uint32)  # leaves half of a 64-bit draw buffered
    copy = v.generator_from_state(v.get_generator_state(generator))
    assert copy.integers(1000, size=50, dtype=np.uint32).tolist() == (
        generator.integers(1000, size=50, dtype=np.uint32).tolist()
    )


def test_generators_of_other_kinds_are_not_saved():
    with pytest.raises(ValueError, match="MT19937"):
        v.get_generator_state(np.random.Generator(np.random.MT19937(0)))


def _tampered_generators():
    for key, value in [
        ("bit_generator", "MT19937"),
        ("bit_generator", ["PCG64"]),
        ("state", None),
        ("state", {"state": 1}),
        ("state", {"state": -1, "inc": 1}),
        ("state", {"state": 2**128, "inc": 1}),
        ("state", {"state": 1, "inc": 2}),
        ("state", {"state": 1.0, "inc": 1}),
        ("has_uint32", 2),
        ("uinteger", 2**32),
        ("uinteger", True),
        ("extra", 0),
    ]:
        yield np.random.default_rng(0).bit_generator.state | {key: value}
    yield None
    yield []
    yield {}


@pytest.mark.parametrize("state", list(_tampered_generators()))
def test_tampered_generator_states_are_refused(state):
    with pytest.raises(ValueError, match="generator"):
        v.generator_from_state(state)


@pytest.mark.parametrize(
    "array",
    [
        [0.0, 1.0],
        np.zeros(3),
        np.zeros((2, 1)),
        np.zeros(2, np.float32),
        np.zeros(2, object),
        None,
    ],
)
def test_other_arrays_than_the_wanted_one_are_refused(array):
    with pytest.raises(
        ValueError, match=r"weights is an? .*wanted an ndarray of float64 with shape"
    ):
        v.check_float_array(array, "weights", 2)


def test_a_hostile_value_is_not_quoted_at_length():
    with pytest.raises(ValueError, match="activation is") as error:
        v.check_choice("a" * 10_000, "activation", ["tanh"])
    assert len(str(error.value)) < 200
