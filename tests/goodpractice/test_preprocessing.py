"""Transformers beside scikit-learn's, over random inputs; pipelines; what is refused."""

import contextlib
import copy
import pickle
import warnings

import numpy as np
import pytest
import sklearn.preprocessing as reference
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline as reference_pipeline

from goodpractice.callbacks import Callback
from goodpractice.datasets import make_ellipse
from goodpractice.neural_network import MLPClassifier
from goodpractice.preprocessing import (
    Pipeline,
    PolynomialFeatures,
    StandardScaler,
    make_pipeline,
)

SHAPES = st.tuples(st.integers(1, 12), st.integers(1, 4))
DTYPES = st.sampled_from([np.float64, np.float32, np.int64, np.int8, np.bool_])


@st.composite
def tables(draw, limit=1000.0):
    """Return a table of numbers of any kind, some of its columns constant or nearly so."""
    n_samples, n_features = draw(SHAPES)
    value = st.floats(-limit, limit) | st.integers(-3, 3).map(float)
    columns = []
    for _ in range(n_features):
        kind = draw(st.sampled_from(["any", "constant", "nearly constant"]))
        length = n_samples if kind == "any" else 1
        column = np.array(draw(st.lists(value, min_size=length, max_size=length)))
        if kind == "nearly constant":
            digits = draw(st.lists(st.integers(-2, 2), min_size=n_samples, max_size=n_samples))
            column = column + np.array(digits) * draw(st.sampled_from([1, 100])) * np.spacing(
                column
            )
        columns.append(np.broadcast_to(column, n_samples))
    # Sums of rows and sums of columns differ in the last digit, so the order in memory is fixed.
    X = np.ascontiguousarray(np.array(columns).T)
    return np.clip(X, -100, 100).astype(draw(DTYPES))


# --- StandardScaler


@settings(max_examples=500, deadline=None)
@given(X=tables(), data=st.data())
def test_scaler_agrees_with_scikit_learn(X, data):
    X_new = data.draw(hnp.arrays(np.float64, (3, X.shape[1]), elements=st.floats(-1e3, 1e3)))
    scaler = StandardScaler().fit(X)
    expected = reference.StandardScaler().fit(X.astype(float))
    np.testing.assert_allclose(scaler.mean_, expected.mean_, rtol=1e-12, atol=1e-300)
    np.testing.assert_allclose(scaler.scale_, expected.scale_, rtol=1e-9)
    np.testing.assert_allclose(scaler.var_, expected.var_, rtol=1e-9, atol=1e-24)
    np.testing.assert_allclose(scaler.transform(X_new), expected.transform(X_new), rtol=1e-9)
    np.testing.assert_allclose(
        scaler.inverse_transform(X_new), expected.inverse_transform(X_new), rtol=1e-9, atol=1e-12
    )


@pytest.mark.parametrize("n_samples", [1, 2, 10, 1000])
@pytest.mark.parametrize("value", [0.0, 0.1, -1e-9, 1 / 3, 1e9 + 0.1, 1e150, 1e-200])
def test_a_constant_feature_becomes_0(value, n_samples):
    X = np.full((n_samples, 1), value)
    scaler = StandardScaler().fit(X)
    assert (scaler.scale_.tolist(), scaler.var_.tolist()) == ([1.0], [0.0])
    np.testing.assert_allclose(scaler.transform(X), 0, atol=1e-12 * abs(value))


@pytest.mark.parametrize("value", [0.345584192064786, -1.303157231604361])
def test_rounding_makes_no_variance(value):
    # Of so many equal numbers the mean is wrong by many digits, and the variance, which should
    # be 0, is positive for the first value and negative for the second.
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        scaler = StandardScaler().fit(np.full((100_001, 2), value))
    assert scaler.scale_.tolist() == [1.0, 1.0]
    assert scaler.var_.min() >= 0


@pytest.mark.parametrize("value", [0.1, 1.0, -12345.678])
def test_a_feature_that_varies_in_its_last_digit_counts_as_constant(value):
    X = [[value], [np.nextafter(value, np.inf)]] * 5
    scaler = StandardScaler().fit(X)
    assert scaler.scale_.tolist() == [1.0] == reference.StandardScaler().fit(X).scale_.tolist()


@given(X=tables())
def test_scaled_features_have_mean_0_and_deviation_1_or_0(X):
    scaled = StandardScaler().fit_transform(X)
    # A feature that hardly varies beside its size has lost digits before it came here.
    exact = X.astype(float).std(axis=0) > 1e-6
    np.testing.assert_allclose(scaled.mean(axis=0)[exact], 0, atol=1e-7)
    np.testing.assert_allclose(scaled.std(axis=0)[exact], 1, atol=1e-7)
    constant = np.ptp(X.astype(float), axis=0) == 0
    np.testing.assert_allclose(scaled[:, constant], 0, atol=1e-12)


def test_scaler_keeps_what_the_training_set_taught():
    X_train, X_test = [[0.0], [2.0]], [[5.0], [5.0]]
    scaler = StandardScaler().fit(X_train)
    assert scaler.transform(X_test).tolist() == [[4.0], [4.0]]
    assert scaler.mean_.tolist() == [1.0]
    assert scaler.fit(X_test).mean_.tolist() == [5.0]


def test_scaler_says_that_variances_overflow():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for X in ([[1e200], [-1e200]], [[1e308], [1e308], [1e308]]):
            with pytest.raises(ValueError, match=r"X holds numbers as large as 1e.*overflows"):
                StandardScaler().fit(X)


# --- PolynomialFeatures


@settings(max_examples=500, deadline=None)
@given(
    X=tables(),
    degree=st.integers(1, 5),
    interaction_only=st.booleans(),
    include_bias=st.booleans(),
)
def test_polynomial_features_agree_with_scikit_learn(X, degree, interaction_only, include_bias):
    options = {"interaction_only": interaction_only, "include_bias": include_bias}
    features = PolynomialFeatures(degree, **options).fit(X)
    expected = reference.PolynomialFeatures(degree, **options).fit(X.astype(float))
    actual = features.transform(X)
    # Products of another order can differ in the last digit, and where they vanish.
    np.testing.assert_allclose(
        actual, expected.transform(X.astype(float)), rtol=1e-12, atol=1e-300
    )
    assert features.powers_.tolist() == expected.powers_.tolist()
    assert features.n_output_features_ == expected.n_output_features_ == actual.shape[1]
    assert features.get_feature_names_out() == expected.get_feature_names_out().tolist()
    names = ["a", "b", "c", "d"][: X.shape[1]]
    assert features.get_feature_names_out(names) == expected.get_feature_names_out(names).tolist()
    assert actual.flags.c_contiguous


@pytest.mark.parametrize("names", ["ab", ["a"], ["a", "b", "c"]])
def test_names_of_features_are_counted(names):
    features = PolynomialFeatures().fit([[1.0, 2.0]])
    with pytest.raises(ValueError, match=r"input_features is .*; wanted a sequence of 2 names"):
        features.get_feature_names_out(names)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"degree": 0}, "degree is 0; wanted an integer of at least 1"),
        ({"degree": 2.0}, "degree is 2.0"),
        ({"interaction_only": 1}, "interaction_only is 1; wanted True or False"),
        ({"include_bias": "no"}, "include_bias is 'no'; wanted True or False"),
    ],
)
def test_polynomial_features_refuse(options, message):
    with pytest.raises(ValueError, match=message):
        PolynomialFeatures(**options)


@pytest.mark.parametrize("interaction_only", [False, True])
@pytest.mark.parametrize("degree", [20, 10**6])
def test_too_many_terms_are_refused_before_they_are_made(degree, interaction_only):
    features = PolynomialFeatures(degree, interaction_only=interaction_only)
    with pytest.raises(ValueError, match=f"degree is {degree}, .* more than 100000 terms of 40"):
        features.fit(np.zeros((2, 40)))


def test_products_that_overflow_are_refused():
    features = PolynomialFeatures(3).fit([[1.0]])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ValueError, match=r"as large as 1e[+]200, .* degree 3 overflow"):
            features.transform([[1e200]])


# --- both transformers


@pytest.mark.parametrize("make", [StandardScaler, PolynomialFeatures])
@pytest.mark.parametrize(
    ("X", "message"),
    [
        ([], r"X has shape \(0,\)"),
        (np.zeros((0, 2)), "X is empty"),
        ([1.0, 2.0], r"Use X.reshape\(-1, 1\)"),
        ([[1.0, np.nan]], "X holds 1 values that are NaN"),
        ([[1.0, np.inf]], "X holds 1 values"),
        ([["a"]], "wanted numbers"),
    ],
)
def test_wrong_inputs_are_refused_and_nothing_is_learned(make, X, message):
    transformer = make()
    with pytest.raises(ValueError, match=message):
        transformer.fit(X)
    with pytest.raises(ValueError, match=f"This {make.__name__} is not fitted yet"):
        transformer.transform([[1.0, 2.0]])
    transformer.fit([[1.0, 2.0], [2.0, 4.0]])
    with pytest.raises(ValueError, match=message):
        transformer.transform(X)
    with pytest.raises(ValueError, match="X has 3 features"):
        transformer.transform([[1.0, 2.0, 3.0]])


@pytest.mark.parametrize("method", ["transform", "inverse_transform"])
def test_a_scaler_must_be_fitted(method):
    with pytest.raises(ValueError, match="This StandardScaler is not fitted yet"):
        getattr(StandardScaler(), method)([[1.0]])


def test_names_need_a_fitted_transformer():
    with pytest.raises(ValueError, match="This PolynomialFeatures is not fitted yet"):
        PolynomialFeatures().get_feature_names_out()


@pytest.mark.parametrize("make", [StandardScaler, PolynomialFeatures])
def test_the_argument_is_left_as_it_was(make):
    X = np.array([[1.0, 2.0], [3.0, 5.0]])
    original = X.copy()
    transformed = make().fit_transform(X)
    transformed[:] = -1
    assert np.array_equal(X, original)


@pytest.mark.parametrize(
    "transformer", [StandardScaler(), PolynomialFeatures(3, include_bias=False)]
)
def test_a_representation_makes_an_equal_transformer(transformer):
    assert eval(repr(transformer)).get_params() == transformer.get_params()


# --- pipelines


def classifier(**kwargs):
    return MLPClassifier((4,), **{"random_state": 0, "max_epochs": 3} | kwargs)


def test_a_pipeline_is_its_steps_by_hand():
    X, y = make_ellipse(200, random_state=0)
    X = 50 * X + 7
    model = make_pipeline(StandardScaler(), PolynomialFeatures(2), classifier()).fit(X, y)
    Z = PolynomialFeatures(2).fit_transform(StandardScaler().fit_transform(X))
    by_hand = classifier().fit(Z, y)
    for method in ("predict", "predict_proba", "decision_function"):
        expected = getattr(by_hand, method)(Z)
        assert np.array_equal(getattr(model, method)(X), expected), method
    assert model.score(X, y) == by_hand.score(Z, y)
    assert model.loss(X, y) == by_hand.loss(Z, y)
    assert model.score(X, y[:, np.newaxis]) == by_hand.score(Z, y)
    assert model.classes_.tolist() == [0, 1]
    assert model.n_features_in_ == 2
    assert model.history_["loss"].tolist() == by_hand.history_["loss"].tolist()


@settings(max_examples=100, deadline=None)
@given(X=tables(), degree=st.integers(1, 3))
def test_a_pipeline_of_transformers_agrees_with_scikit_learn(X, degree):
    X = np.round(X.astype(float))  # products of integers are exact, in whatever order
    pipeline = make_pipeline(PolynomialFeatures(degree), StandardScaler())
    expected = reference_pipeline(
        reference.PolynomialFeatures(degree), reference.StandardScaler()
    ).fit_transform(X)
    actual = pipeline.fit_transform(X)
    np.testing.assert_allclose(actual, expected, rtol=1e-9, atol=1e-9)
    assert np.array_equal(pipeline.transform(X), actual)


def test_names_of_steps_are_those_of_scikit_learn():
    steps = [StandardScaler(), PolynomialFeatures(), StandardScaler()]
    expected = reference_pipeline(
        reference.StandardScaler(), reference.PolynomialFeatures(), reference.StandardScaler()
    )
    pipeline = make_pipeline(*steps)
    assert [name for name, _ in pipeline.steps] == [name for name, _ in expected.steps]
    assert pipeline.named_steps["standardscaler-2"] is steps[2] is pipeline[-1]
    assert len(pipeline) == 3


def test_foreign_steps_work_as_well():
    X, y = make_ellipse(100, random_state=0)
    model = make_pipeline(reference.MinMaxScaler(), PolynomialFeatures(2), LogisticRegression())
    assert model.fit(X, y).score(X, y) == np.mean(model.predict(X) == y)
    assert model[0].data_max_.tolist() == X.max(axis=0).tolist()


def test_validation_data_are_transformed_but_not_learned_from():
    X, y = make_ellipse(100, random_state=0)
    X_valid, y_valid = make_ellipse(50, random_state=1)
    X_valid = X_valid + 3  # another mean: a scaler that sees it would learn another one
    model = make_pipeline(StandardScaler(), classifier())
    model.fit(X, y, validation_data=(X_valid, y_valid))
    scaler = StandardScaler().fit(X)
    assert model[0].mean_.tolist() == scaler.mean_.tolist()
    by_hand = classifier().fit(
        scaler.transform(X), y, validation_data=(scaler.transform(X_valid), y_valid)
    )
    assert model.history_.history == by_hand.history_.history
    assert "val_loss" in model.history_


def test_a_pipeline_of_one_classifier_takes_other_validation_data_at_a_second_fit():
    model = make_pipeline(classifier())
    for n_features in (1, 2):
        X = np.arange(4.0 * n_features).reshape(4, n_features)
        model.fit(X, [0, 1, 0, 1], validation_data=(X, [0, 1, 0, 1]))
        assert model.n_features_in_ == n_features
        assert len(model.history_) == 3


def test_more_arguments_of_fit_reach_the_last_step():
    class Stop(Callback):
        def on_epoch_end(self, model, epoch, logs):
            model.stop_training = epoch == 2

    model = make_pipeline(StandardScaler(), classifier(max_epochs=10))
    model.fit([[0.0], [1.0]], [0, 1], callbacks=[Stop()])
    assert model.history_.epochs == [1, 2]


@pytest.mark.parametrize(
    ("validation_data", "message"),
    [
        ([[1.0]], "validation_data is not a pair"),
        (np.zeros((2, 2)), "validation_data is not a pair"),
        (([[np.nan, 1.0]], [0]), "validation_data's X holds 1 values"),
        (([[1.0]], [0]), "validation_data's X has 1 features.*wanted 2"),
        (([[1.0, 2.0]], [0, 1]), "validation_data's X has 1, validation_data's y has 2"),
        (([[1.0, 2.0]], [5]), "validation_data's y holds the label"),
    ],
)
def test_wrong_validation_data_are_refused_by_name(validation_data, message):
    model = make_pipeline(StandardScaler(), classifier())
    with pytest.raises(ValueError, match=message):
        model.fit([[0.0, 1.0], [1.0, 0.0]], [0, 1], validation_data=validation_data)


@pytest.mark.parametrize(
    "method", ["predict", "predict_proba", "decision_function", "score", "loss"]
)
def test_a_pipeline_of_transformers_predicts_nothing(method):
    pipeline = make_pipeline(StandardScaler()).fit([[0.0], [1.0]])
    arguments = ([[0.0]], [0]) if method in ("score", "loss") else ([[0.0]],)
    with pytest.raises(AttributeError, match=f"ends in a StandardScaler, which has no {method}"):
        getattr(pipeline, method)(*arguments)


def test_a_pipeline_with_a_classifier_transforms_nothing():
    pipeline = make_pipeline(StandardScaler(), classifier())
    with pytest.raises(AttributeError, match="ends in an MLPClassifier, which has no transform"):
        pipeline.fit_transform([[0.0], [1.0]], [0, 1])
    with pytest.raises(ValueError, match="This StandardScaler is not fitted"):
        pipeline.predict([[0.0]])
    with pytest.raises(AttributeError, match="which has no transform"):
        pipeline.transform([[0.0]])


@pytest.mark.parametrize(
    ("X", "y", "message"),
    [
        ([[0.0], [np.nan]], [0, 1], "X holds 1 values"),
        ([[0.0], [1.0]], [0], "X has 2, y has 1"),
        ([[0.0], [1.0]], [1, 1], "single class"),
        ([[0.0], [1.0]], None, "y has shape"),
        ([], [], r"X has shape \(0,\)"),
    ],
)
def test_wrong_training_data_are_refused(X, y, message):
    with pytest.raises(ValueError, match=message):
        make_pipeline(StandardScaler(), classifier()).fit(X, y)


SCALER = StandardScaler()


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([], "There are no steps"),
        ([StandardScaler], "'type' is the class StandardScaler; wanted an object: Stand"),
        ([classifier(), StandardScaler()], "MLPClassifier and not the last; wanted.*transform.$"),
        ([StandardScaler(), 3], "'int' is an int and last; wanted.* fit and predict.$"),
        ([SCALER, SCALER], "One object stands twice"),
        ([make_pipeline(classifier()), StandardScaler()], "is a Pipeline and not the last"),
    ],
)
def test_unfit_steps_are_refused(steps, message):
    with pytest.raises(ValueError, match=message):
        make_pipeline(*steps)


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ([SCALER], "no pair"),
        ([("a", SCALER, 1)], "no pair"),
        ([("", SCALER)], "A step is called ''"),
        ([(1, SCALER)], "A step is called '1'"),
        ([("a__b", SCALER)], "wanted a name without '__'"),
        ([("a_", SCALER)], "without '_' at its end"),
        ([("a", SCALER), ("a", PolynomialFeatures())], "2 steps are called 'a'"),
    ],
)
def test_unfit_names_are_refused(steps, message):
    with pytest.raises(ValueError, match=message):
        Pipeline(steps)


def test_a_pipeline_can_be_a_step():
    X, y = make_ellipse(100, random_state=0)
    inner = make_pipeline(StandardScaler(), PolynomialFeatures(2))
    flat = make_pipeline(StandardScaler(), PolynomialFeatures(2), classifier()).fit(X, y)
    nested = make_pipeline(inner, classifier()).fit(X, y)
    assert np.array_equal(nested.predict_proba(X), flat.predict_proba(X))
    assert nested.n_features_in_ == 2
    changed = nested.clone(pipeline__polynomialfeatures__degree=3)
    assert changed[0][1].degree == 3
    assert inner[1].degree == 2


def test_a_clone_is_new_unfitted_and_changed_as_wanted():
    model = make_pipeline(StandardScaler(), classifier()).fit([[0.0], [1.0]], [0, 1])
    before = model.predict_proba([[0.3]])
    other = model.clone(mlpclassifier__alpha=0.5, mlpclassifier__hidden_layer_sizes=(2, 2))
    assert other.get_params() == model.get_params() | {
        "mlpclassifier__alpha": 0.5,
        "mlpclassifier__hidden_layer_sizes": (2, 2),
    }
    assert model[-1].alpha == 0
    with pytest.raises(ValueError, match="not fitted"):
        other.predict([[0.3]])
    other.fit([[5.0], [6.0]], [0, 1])
    assert np.array_equal(model.predict_proba([[0.3]]), before)
    same = model.clone().fit([[0.0], [1.0]], [0, 1])
    assert np.array_equal(same.predict_proba([[0.3]]), before)


@pytest.mark.parametrize("name", ["alpha", "mlpclassifier__alhpa", "standardscaler"])
def test_a_clone_refuses_unknown_arguments(name):
    model = make_pipeline(StandardScaler(), classifier())
    with pytest.raises(ValueError, match=f"argument '{name}'; wanted one of mlpclassifier__hid"):
        model.clone(**{name: 1})


def test_a_clone_refuses_values_that_the_step_refuses():
    with pytest.raises(ValueError, match="alpha is -1"):
        make_pipeline(classifier()).clone(mlpclassifier__alpha=-1)


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))])
def test_a_fitted_pipeline_can_be_copied_and_pickled(duplicate):
    X, y = make_ellipse(50, random_state=0)
    model = make_pipeline(StandardScaler(), PolynomialFeatures(2), classifier()).fit(X, y)
    expected = model.predict_proba(X)
    other = duplicate(model)
    model.fit(X + 1, 1 - y)
    assert np.array_equal(other.predict_proba(X), expected)


def test_a_pipeline_says_what_it_is_made_of():
    pipeline = make_pipeline(StandardScaler(), PolynomialFeatures(3))
    assert repr(pipeline) == (
        "Pipeline(standardscaler=StandardScaler(), polynomialfeatures="
        "PolynomialFeatures(degree=3, interaction_only=False, include_bias=True))"
    )


# --- plain state


def stateful():
    """Return objects, fitted and not, with a method of each that shows that it works."""
    X, y = np.arange(12.0).reshape(6, 2) ** 2, [0, 1, 0, 1, 0, 1]
    transformers = [
        StandardScaler(),
        PolynomialFeatures(3, interaction_only=True),
        make_pipeline(PolynomialFeatures(2, include_bias=False), StandardScaler()),
        Pipeline([("outer", make_pipeline(StandardScaler())), ("more", PolynomialFeatures(2))]),
    ]
    classifier = make_pipeline(StandardScaler(), MLPClassifier((3,), max_epochs=2, random_state=0))
    return [
        *transformers,
        *[copy.deepcopy(step).fit(X) for step in transformers],
        classifier,
        copy.deepcopy(classifier).fit(X, y),
    ]


def works_like(one, other):
    """Tell whether two objects give the same, or refuse alike, on any inputs."""
    results = []
    for model in (one, other):
        method = getattr(model, "transform", None)
        if isinstance(model, Pipeline) and isinstance(model[-1], MLPClassifier):
            method = model.predict_proba
        try:
            results.append(method([[1.0, 2.0], [3.0, -4.0]]).tolist())
        except ValueError as error:
            results.append(str(error))
    return results[0] == results[1]


@pytest.mark.parametrize("number", range(len(stateful())))
def test_a_state_makes_an_equal_object(number):
    original = stateful()[number]
    state = original.get_state()
    made = type(original).from_state(state)
    assert type(made) is type(original)
    assert repr(made.get_state()) == repr(original.get_state()) == repr(state)
    assert works_like(made, original)
    for array in arrays_of(state):  # copies both ways
        array[...] = 7
    assert works_like(made, original)


def arrays_of(state):
    if isinstance(state, np.ndarray):
        yield state
    for item in (
        state.values() if isinstance(state, dict) else state if type(state) is list else ()
    ):
        yield from arrays_of(item)


def places_in(state, path=()):
    """Yield the path to everything in a state, the state itself included."""
    yield path
    items = state.items() if isinstance(state, dict) else ()
    items = enumerate(state) if isinstance(state, list | tuple) else items
    for key, item in items:
        yield from places_in(item, (*path, key))


def replaced(state, path, value):
    if not path:
        return value
    changed = list(state) if isinstance(state, list | tuple) else dict(state)
    changed[path[0]] = replaced(state[path[0]], path[1:], value)
    return tuple(changed) if isinstance(state, tuple) else changed


class Loud(dict):
    """A dict that a state cannot be: what it does when it is read is anybody's guess."""

    def __getitem__(self, key):
        raise AssertionError("the state was trusted")


HOSTILE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 5),
    st.sampled_from([10**6, 2**70, -(2**70), 10**5000]),
    st.floats(),
    st.text(max_size=3),
    st.sampled_from(
        ["Pipeline", "StandardScaler", "MLPClassifier", "Callback", "__", "x" * 10_000]
    ),
    st.just(b"bytes"),
    st.builds(list),
    st.builds(dict),
    st.builds(Loud),
    st.builds(object),
    st.just(StandardScaler),
    st.lists(st.floats(), max_size=3),
    st.integers(0, 3).map(lambda n: np.full(n, np.nan)),
    st.integers(0, 3).map(lambda n: -np.ones(n)),
    st.integers(0, 3).map(np.ones),
    st.integers(0, 3).map(lambda n: np.ones(n, dtype=object)),
    st.integers(0, 3).map(lambda n: np.ones((n, 2))),
    st.just(np.float64(1)),
    st.just(np.ones(2).view(np.recarray)),
)


@settings(max_examples=400, deadline=None)
@given(data=st.data(), n_changes=st.integers(1, 2))
def test_a_wrong_state_is_refused_and_never_half_built(data, n_changes):
    original = data.draw(st.sampled_from(stateful()))
    state = original.get_state()
    for _ in range(n_changes):
        path = data.draw(st.sampled_from(list(places_in(state))))
        state = replaced(state, path, data.draw(HOSTILE))
    made = None
    with contextlib.suppress(ValueError):
        made = type(original).from_state(state)
    if made is None:
        return
    again = type(original).from_state(made.get_state())
    assert repr(again.get_state()) == repr(made.get_state())
    assert works_like(again, made)


def nested(depth):
    pipeline = StandardScaler()
    for _ in range(depth):
        pipeline = make_pipeline(pipeline)
    return pipeline.get_state()


ENDLESS: dict = {"steps": [["a", "Pipeline", None]]}
ENDLESS["steps"][0][2] = ENDLESS


@pytest.mark.parametrize(
    ("kind", "state", "message"),
    [
        (StandardScaler, None, "state of StandardScaler is a NoneType; wanted a dict"),
        (StandardScaler, {"mean": None, "var": None}, "lacks"),
        (StandardScaler, dict.fromkeys(["mean", "var", "scale"], 1.0), "number of features is 0"),
        (
            StandardScaler,
            {"mean": np.ones(2), "var": np.ones(2), "scale": np.ones(3)},
            r"StandardScaler's scale is an ndarray of float64 with shape \(3,\); wanted .* \(2,\)",
        ),
        (
            StandardScaler,
            {"mean": np.ones(1), "var": -np.ones(1), "scale": np.ones(1)},
            "var is as low as -1 .* wanted no negative variance",
        ),
        (
            StandardScaler,
            {"mean": np.ones(1), "var": np.ones(1), "scale": np.zeros(1)},
            "scale as 0; wanted",
        ),
        (
            StandardScaler,
            dict.fromkeys(["mean", "var", "scale"], np.ones(100_001)),
            "number of features is 100001; wanted",
        ),
        (
            PolynomialFeatures,
            PolynomialFeatures().get_state() | {"n_features": 100_000},
            "more terms than any lesson needs",
        ),
        (
            PolynomialFeatures,
            {"params": PolynomialFeatures(2**70).get_params(), "n_features": 1},
            "degree is .*; wanted an integer of at least 1 and at most 100",
        ),
        (
            PolynomialFeatures,
            {"params": PolynomialFeatures(100).get_params(), "n_features": 50},
            "more terms than any lesson needs",
        ),
        (Pipeline, {"steps": []}, "steps are no list of 1 to 20 steps"),
        (Pipeline, {"steps": [["a", "StandardScaler"]]}, "lists of a name, the name of a class"),
        (Pipeline, {"steps": [["a", "object", {}]]}, "the class of a step is 'object'; wanted"),
        (Pipeline, {"steps": [["a", "StandardScaler", {}]]}, "state of StandardScaler lacks"),
        (
            Pipeline,
            {"steps": [["a__b", "StandardScaler", StandardScaler().get_state()]]},
            "wanted a name without '__'",
        ),
        (Pipeline, {"steps": make_pipeline(StandardScaler()).get_state()["steps"] * 2}, "called"),
        (
            Pipeline,
            {"steps": [[n, "MLPClassifier", MLPClassifier().get_state()] for n in "ab"]},
            "not the last; wanted the methods fit and transform",
        ),
        (Pipeline, nested(6), "nested more than 5 deep"),
        (Pipeline, ENDLESS, "nested more than 5 deep"),
    ],
)
def test_what_is_no_state_is_refused_with_a_reason(kind, state, message):
    with pytest.raises(ValueError, match=message):
        kind.from_state(state)


def test_pipelines_of_some_depth_have_a_state():
    assert repr(Pipeline.from_state(nested(5)).get_state()) == repr(nested(5))


def test_a_step_of_somebody_else_has_no_plain_state():
    class Own(StandardScaler):
        pass

    with pytest.raises(ValueError, match="The step 'own' is an Own, which has no plain state"):
        make_pipeline(Own()).get_state()
