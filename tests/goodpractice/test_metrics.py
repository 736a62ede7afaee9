"""Every metric beside scikit-learn's, over random inputs; then the inputs that are refused."""

import subprocess
import sys
import warnings

import numpy as np
import pytest
import sklearn.metrics as reference
from hypothesis import given, settings
from hypothesis import strategies as st

from goodpractice import metrics

# scikit-learn warns of a single class. Here that is one of the cases to agree on.
pytestmark = pytest.mark.filterwarnings("ignore:A single label was found")

# One class, two, several; integers, floats, booleans and strings.
ALPHABETS = [[0], [1], [0, 1], [-1, 1], [False, True], [0.0, 1.0], ["no", "yes"], [3, 1, 2, 7]]
PAIR_METRICS = ["accuracy_score", "balanced_accuracy_score", "confusion_matrix"]
BINARY_METRICS = ["precision_score", "recall_score", "f1_score"]


@st.composite
def label_pairs(draw, alphabets=ALPHABETS):
    alphabet = draw(st.sampled_from(alphabets))
    n = draw(st.integers(1, 30))
    labels = st.lists(st.sampled_from(alphabet), min_size=n, max_size=n)
    y_true, y_pred = np.array(draw(labels)), np.array(draw(labels))
    return y_true, y_pred


def quietly(function, *args, **kwargs):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return function(*args, **kwargs)


@pytest.mark.parametrize("name", PAIR_METRICS)
@settings(max_examples=500, deadline=None)
@given(pair=label_pairs(), columns=st.tuples(st.booleans(), st.booleans()))
def test_label_metrics_agree_with_scikit_learn(name, pair, columns):
    expected = quietly(getattr(reference, name), *pair)
    shaped = [y[:, np.newaxis] if column else y for y, column in zip(pair, columns, strict=True)]
    np.testing.assert_allclose(getattr(metrics, name)(*shaped), expected, rtol=1e-12)


@pytest.mark.parametrize("name", BINARY_METRICS)
@settings(max_examples=500, deadline=None)
@given(
    pair=label_pairs(ALPHABETS[:-1]),
    zero_division=st.sampled_from([0.0, 1.0, np.nan]),
    second=st.booleans(),
)
def test_binary_metrics_agree_with_scikit_learn(name, pair, zero_division, second):
    labels = np.union1d(*pair)
    pos_label = labels[-1 if second else 0].item()
    options = {"pos_label": pos_label, "zero_division": zero_division}
    expected = getattr(reference, name)(*pair, **options)
    actual = getattr(metrics, name)(*pair, **options)
    np.testing.assert_allclose(actual, expected, rtol=1e-12)


@settings(max_examples=300, deadline=None)
@given(pair=label_pairs([[3, 1, 2, 7], ["b", "a", "c"]]), data=st.data())
def test_confusion_matrix_in_a_given_order(pair, data):
    labels = data.draw(st.permutations(sorted({*pair[0].tolist(), *pair[1].tolist()})))
    labels = labels[: data.draw(st.integers(1, len(labels)))]
    if not set(labels) & set(pair[0].tolist()):
        with pytest.raises(ValueError, match=r"None of the labels .* is in y_true"):
            metrics.confusion_matrix(*pair, labels=labels)
    else:
        expected = reference.confusion_matrix(*pair, labels=labels)
        assert metrics.confusion_matrix(*pair, labels=labels).tolist() == expected.tolist()


@settings(max_examples=500, deadline=None)
@given(data=st.data(), n=st.integers(2, 30), n_classes=st.integers(2, 5))
def test_log_loss_agrees_with_scikit_learn(data, n, n_classes):
    y = data.draw(st.lists(st.integers(0, n_classes - 1), min_size=n, max_size=n))
    # Powers make some probabilities exactly 0, so that the clip is seen.
    seed, power = data.draw(st.integers(0, 10**6)), data.draw(st.sampled_from([1, 20, 2000]))
    proba = np.random.default_rng(seed).random((n, n_classes)) ** power
    proba[proba.sum(axis=1) == 0] = 1
    proba /= proba.sum(axis=1, keepdims=True)
    dtype, rtol = data.draw(st.sampled_from([(np.float64, 1e-12), (np.float32, 1e-4)]))
    proba, labels = proba.astype(dtype), list(range(n_classes))
    expected = reference.log_loss(y, y_proba=proba, labels=labels)
    # Near a probability of 1, rounding it once already moves its logarithm by that much.
    tolerance = {"rtol": rtol, "atol": np.finfo(dtype).eps}
    np.testing.assert_allclose(metrics.log_loss(y, proba, labels=labels), expected, **tolerance)
    if n_classes == 2:
        for column in (proba[:, 1], proba[:, 1:]):
            expected = reference.log_loss(y, y_proba=column, labels=labels)
            actual = metrics.log_loss(np.reshape(y, (-1, 1)), column, labels=labels)
            np.testing.assert_allclose(actual, expected, **tolerance)


def test_log_loss_of_certain_and_wrong_answers_is_clipped_exactly():
    eps = np.finfo(float).eps
    assert metrics.log_loss([0, 1], [1.0, 0.0]) == -np.log(eps)
    assert metrics.log_loss([0, 1], [0.0, 1.0]) == -np.log(1 - eps)
    assert metrics.log_loss(["a", "b"], [0, 1]) == -np.log(1 - eps)


@settings(max_examples=500, deadline=None)
@given(data=st.data(), n=st.integers(2, 40), drop=st.booleans())
def test_roc_agrees_with_scikit_learn(data, n, drop):
    alphabet = data.draw(st.sampled_from([[0, 1], [-1, 1], ["no", "yes"], [False, True]]))
    y = [*alphabet, *data.draw(st.lists(st.sampled_from(alphabet), min_size=n, max_size=n))]
    # Few different scores, so that there are ties.
    scores = data.draw(st.lists(st.integers(-3, 3), min_size=len(y), max_size=len(y)))
    scores = np.array(scores) / 3
    options = {"pos_label": alphabet[1], "drop_intermediate": drop}
    expected = reference.roc_curve(y, scores, **options)
    for actual_part, expected_part in zip(
        metrics.roc_curve(y, scores, **options), expected, strict=True
    ):
        np.testing.assert_allclose(actual_part, expected_part, rtol=1e-12)
    np.testing.assert_allclose(
        metrics.roc_auc_score(y, scores.reshape(-1, 1)),
        reference.roc_auc_score(y, scores),
        rtol=1e-12,
    )


@given(label_pairs())
def test_majority_baseline_is_the_best_constant(pair):
    y, _ = pair
    best = max(np.mean(y == label) for label in np.unique(y))
    assert metrics.majority_baseline(y) == pytest.approx(best)
    assert metrics.majority_baseline(y[:, np.newaxis]) == metrics.majority_baseline(y)


def test_a_column_and_a_row_are_not_broadcast():
    y = np.array([0, 1, 0, 1])
    assert metrics.accuracy_score(y[:, np.newaxis], y) == 1.0
    assert metrics.log_loss(y[:, np.newaxis], np.array([0.5] * 4)) == pytest.approx(np.log(2))


@pytest.mark.parametrize("name", [*PAIR_METRICS, *BINARY_METRICS, "roc_curve", "roc_auc_score"])
@pytest.mark.parametrize(
    ("y_true", "y_other", "message"),
    [
        ([], [], "y_true is empty"),
        ([0, 1], [0, 1, 1], r"y_true has 2, y_(pred|score) has 3"),
        ([[0, 1]], [0, 1], r"y_true has shape \(1, 2\)"),
        ([0, 1], np.zeros((2, 2)), r"y_(pred|score) has shape \(2, 2\)"),
        ([0.0, np.nan], [0.0, 1.0], "y_true holds 1 values"),
        ([0.0, 1.0], [0.0, np.nan], "y_(pred|score) holds 1 values"),
        ([0, 1], ["a", "b"], "wanted (strings in both|numbers)"),
    ],
)
def test_wrong_input_is_refused_by_name(name, y_true, y_other, message):
    with pytest.raises(ValueError, match=message):
        getattr(metrics, name)(y_true, y_other)


@pytest.mark.parametrize("name", BINARY_METRICS)
def test_binary_metrics_refuse_what_is_not_binary(name):
    metric = getattr(metrics, name)
    with pytest.raises(ValueError, match=r"The labels are \[0, 1, 2\]; wanted two classes"):
        metric([0, 1, 2], [0, 1, 2])
    with pytest.raises(ValueError, match=r"The labels are \[2, 3\].*pos_label, which is 1"):
        metric([2, 3], [2, 3])
    with pytest.raises(ValueError, match="pos_label is 1, but the labels have dtype"):
        metric(["a", "b"], ["a", "b"])


@pytest.mark.parametrize(
    ("args", "options", "message"),
    [
        (([0, 1], [0.5, 1.5]), {}, "y_proba goes from 0.5 to 1.5.*logits"),
        (([0, 1], [-0.1, 1.0]), {}, "y_proba goes from -0.1"),
        (([0, 1], [[0.5, 0.6], [0.5, 0.5]]), {}, "rows of y_proba add up to 1 to 1.1"),
        (([0, 0], [0.5, 0.5]), {}, r"single class \[0\]; pass all classes as labels"),
        (([0, 1], [[0.2, 0.3, 0.5]] * 2), {}, "3 columns, but there are 2 classes"),
        (([0, 1], [0.5]), {}, "y_true has 2, y_proba has 1"),
        (([0, 2], [0.5, 0.5]), {"labels": [0, 1]}, "y_true holds labels that are not among"),
        (([0, 1], [0.5, 0.5]), {"labels": [0, 1, 1]}, "wanted each label once"),
        (([0, 1], [0.5, 0.5]), {"labels": ["a", "b"]}, "wanted strings in both"),
        (([0, 1], [0.5, np.nan]), {}, "y_proba holds 1 values"),
    ],
)
def test_log_loss_refuses(args, options, message):
    with pytest.raises(ValueError, match=message):
        metrics.log_loss(*args, **options)


@pytest.mark.parametrize("y", [[1, 1], [0, 0], [0, 1, 2], [2, 3]])
def test_roc_needs_two_classes(y):
    with pytest.raises(ValueError, match=r"y_true holds the classes.*wanted two"):
        metrics.roc_curve(y, np.arange(len(y)))


def test_importing_metrics_and_networks_does_not_import_matplotlib():
    code = (
        "import sys, goodpractice.metrics, goodpractice.neural_network, goodpractice.datasets; "
        "sys.exit('matplotlib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
