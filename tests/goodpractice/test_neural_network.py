import copy
import math
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import expit, softmax
from sklearn.metrics import log_loss
from sklearn.neural_network import MLPClassifier as ReferenceClassifier

from goodpractice import neural_network
from goodpractice.callbacks import Callback
from goodpractice.datasets import make_blobs, make_ellipse, make_sine
from goodpractice.metrics import majority_baseline
from goodpractice.neural_network import MLPClassifier, check_gradients, layer_sizes

ACTIVATIONS = ["identity", "logistic", "tanh", "relu"]


def problem(n_classes=2, n_samples=50, seed=0):
    return make_blobs(n_samples, centers=n_classes, noise=2.0, random_state=seed)


def fitted(*args, n_classes=2, seed=0, **kwargs):
    """Return a model and the samples it was made for."""
    kwargs = {"random_state": seed, "max_epochs": 3, "batch_size": 16} | kwargs
    X, y = problem(n_classes, seed=seed)
    return MLPClassifier(*args, **kwargs).fit(X, y), X, y


# --- gradients


@pytest.mark.parametrize("alpha", [0.0, 0.3])
@pytest.mark.parametrize("n_classes", [2, 3, 4])
@pytest.mark.parametrize("depth", range(5))
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_gradients_are_those_of_the_loss(activation, depth, n_classes, alpha):
    sizes = (5, 4, 3, 4)[:depth]
    X, y = problem(n_classes, n_samples=20, seed=depth)
    model = MLPClassifier(sizes, activation, alpha=alpha, random_state=1, max_epochs=0).fit(X, y)
    generator = np.random.default_rng(2)
    # Biases start at 0: other values show mistakes that 0 hides.
    model.set_weights([0.7 * generator.normal(size=w.shape) for w in model.get_weights()])
    assert check_gradients(model, X, y) < 5e-7


@pytest.mark.parametrize("activation", ["logistic", "tanh", "relu"])
def test_a_wrong_derivative_is_found(activation, monkeypatch):
    model, X, y = fitted((4,), activation)
    assert check_gradients(model, X, y) < 1e-7
    kind = type(neural_network._ACTIVATIONS[activation])
    right = kind.backward

    def half_as_long(self, delta, a):
        right(self, delta, a)
        delta *= 0.5

    monkeypatch.setattr(kind, "backward", half_as_long)
    assert check_gradients(model, X, y) > 0.1


@pytest.mark.parametrize(
    ("mistake", "least_error"),
    [
        (lambda gradient: gradient * 1.01, 0.004),
        (lambda gradient: gradient + 1e-3, 1e-4),
        (np.zeros_like, 0.99),
        (np.negative, 0.99),
    ],
)
@pytest.mark.parametrize("which", range(4))
def test_a_mistake_in_any_one_gradient_is_found(which, mistake, least_error):
    model, X, y = fitted((4,))

    class Wrong:
        get_weights, set_weights, loss = model.get_weights, model.set_weights, model.loss

        def gradients(self, X, y):
            gradients = model.gradients(X, y)
            gradients[which] = mistake(gradients[which])
            return gradients

    assert check_gradients(Wrong(), X, y) > least_error


def test_a_gradient_that_would_be_broadcast_is_refused():
    model, X, y = fitted(())

    class Broadcast:
        get_weights, set_weights, loss = model.get_weights, model.set_weights, model.loss

        def gradients(self, X, y):
            return [np.ones((1, 1)), np.ones(1)]

    with pytest.raises(ValueError, match=r"gradients have the shapes \[\(1, 1\), \(1,\)\]"):
        check_gradients(Broadcast(), X, y)


def test_checking_gradients_changes_nothing():
    model, X, y = fitted((4,))
    before = pickle.dumps(model.get_state())
    check_gradients(model, X, y)
    assert pickle.dumps(model.get_state()) == before


# --- losses and probabilities


def with_logits(logits):
    """Return a model whose logits are its inputs, for 1 or more than 2 columns."""
    n = np.shape(logits)[1]
    labels = np.arange(max(n, 2))
    model = MLPClassifier((), max_epochs=0).fit(np.zeros((len(labels), n)), labels)
    model.set_weights([np.eye(n), np.zeros(n)])
    return model


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("logit", "label", "loss"),
    [
        (1000.0, 1, 0.0),
        (-1000.0, 0, 0.0),
        (1000.0, 0, 1000.0),
        (-1000.0, 1, 1000.0),
        (0.0, 1, math.log(2)),
        (40.0, 1, math.exp(-40.0)),
        (-40.0, 0, math.exp(-40.0)),
        (1e300, 0, 1e300),
    ],
)
def test_binary_loss_is_exact_for_any_logit(logit, label, loss):
    model = with_logits([[logit]])
    assert model.loss([[logit]], [label]) == pytest.approx(loss, rel=1e-14, abs=0)


@pytest.mark.filterwarnings("error")
def test_binary_probabilities_are_exact_for_any_logit():
    logits = np.array([[-1000.0], [-700.0], [-40.0], [0.0], [40.0], [1000.0]])
    proba = with_logits(logits).predict_proba(logits)
    np.testing.assert_allclose(proba[:, 1:], expit(logits), rtol=1e-13, atol=0)
    assert proba[[0, 3, -1], 1].tolist() == [0.0, 0.5, 1.0]
    assert (proba.sum(axis=1) == 1).all()


@pytest.mark.filterwarnings("error")
def test_multiclass_loss_and_probabilities_are_exact_for_large_logits():
    logits = np.array([[1000.0, 0.0, -1000.0]] * 3)
    model = with_logits(logits)
    assert model.predict_proba(logits).tolist() == [[1.0, 0.0, 0.0]] * 3
    assert [model.loss(logits[:1], [label]) for label in range(3)] == [0.0, 1000.0, 2000.0]
    assert model.loss([[-1000.0] * 3], [0]) == pytest.approx(math.log(3), rel=1e-15)


@settings(max_examples=200, deadline=None)
@given(seed=st.integers(0, 10**6), n_classes=st.integers(2, 5), scale=st.floats(0.01, 3))
def test_loss_and_probabilities_agree_with_other_libraries(seed, n_classes, scale):
    generator = np.random.default_rng(seed)
    logits = scale * generator.normal(size=(20, 1 if n_classes == 2 else n_classes))
    y = generator.integers(n_classes, size=20)
    model = with_logits(logits)
    proba = model.predict_proba(logits)
    expected = expit(logits) if n_classes == 2 else softmax(logits, axis=1)
    np.testing.assert_allclose(proba[:, -1], expected[:, -1], rtol=1e-12)
    reference = log_loss(y, y_proba=proba, labels=range(n_classes))
    assert model.loss(logits, y) == pytest.approx(reference, rel=1e-9)


@pytest.mark.parametrize("n_classes", [2, 4])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_network_computes_what_scikit_learn_computes(activation, n_classes):
    X, y = problem(n_classes)
    reference = ReferenceClassifier((6, 3), activation=activation, max_iter=5, random_state=0)
    with pytest.warns(
        UserWarning, match="hasn't converged"
    ):  # it has not converged after 5 epochs, nor should it
        reference.fit(X, y)
    model = MLPClassifier((6, 3), activation, max_epochs=0).fit(X, y)
    pairs = zip(reference.coefs_, reference.intercepts_, strict=True)
    model.set_weights([array for pair in pairs for array in pair])
    np.testing.assert_allclose(model.predict_proba(X), reference.predict_proba(X), rtol=1e-10)
    assert np.array_equal(model.predict(X), reference.predict(X))
    assert model.score(X, y) == reference.score(X, y)


def test_the_penalty_counts_weights_and_no_biases():
    model, X, y = fitted((4,), alpha=0.0)
    weights = [w + 1 for w in model.get_weights()]
    model.set_weights(weights)
    plain = model.loss(X, y)
    model.alpha = 0.5
    penalty = 0.25 * sum(np.sum(w**2) for w in weights[::2])
    assert model.loss(X, y) == pytest.approx(plain + penalty)


def test_logits_have_one_column_for_two_classes_and_none_is_lost():
    model, X, _ = fitted((3,), n_classes=2)
    assert model.decision_function(X).shape == (50,)
    assert np.array_equal(model.predict(X), model.decision_function(X) >= 0)
    model, X, _ = fitted((3,), n_classes=3)
    assert model.decision_function(X).shape == (50, 3)
    assert np.array_equal(model.predict(X), model.decision_function(X).argmax(axis=1))


def test_one_half_is_class_one():
    model = with_logits([[0.0]])
    assert model.predict_proba([[0.0]]).tolist() == [[0.5, 0.5]]
    assert model.predict([[0.0]]).tolist() == [1]


# --- optimizers


def test_sgd_is_a_step_against_the_gradient():
    model, X, y = fitted((4,), optimizer="sgd", learning_rate=0.1, batch_size=None)
    expected = [
        w - 0.1 * g for w, g in zip(model.get_weights(), model.gradients(X, y), strict=True)
    ]
    model.partial_fit(X, y)
    for actual, wanted in zip(model.get_weights(), expected, strict=True):
        np.testing.assert_allclose(actual, wanted, rtol=1e-13)


def test_adam_is_the_algorithm_of_the_paper():
    model, X, y = fitted((4,), learning_rate=0.05, batch_size=None, max_epochs=0)
    w = model.get_weights()
    m, v = [np.zeros_like(a) for a in w], [np.zeros_like(a) for a in w]
    for t in range(1, 30):
        model.set_weights(w)
        g = model.gradients(X, y)
        for k in range(len(w)):
            m[k] = 0.9 * m[k] + 0.1 * g[k]
            v[k] = 0.999 * v[k] + 0.001 * g[k] ** 2
            m_hat, v_hat = m[k] / (1 - 0.9**t), v[k] / (1 - 0.999**t)
            w[k] = w[k] - 0.05 * m_hat / (np.sqrt(v_hat) + 1e-8)
    trained, _, _ = fitted((4,), learning_rate=0.05, batch_size=None, max_epochs=29)
    for actual, wanted in zip(trained.get_weights(), w, strict=True):
        np.testing.assert_allclose(actual, wanted, rtol=1e-9, atol=1e-12)


# --- training


@pytest.mark.parametrize(
    ("batch_size", "sizes"), [(16, [16, 16, 16, 2]), (None, [50]), (99, [50])]
)
def test_every_sample_is_used_once_in_each_epoch(batch_size, sizes, monkeypatch):
    seen = []
    forward = neural_network._Network.forward
    monkeypatch.setattr(
        neural_network._Network,
        "forward",
        lambda self, X: seen.append(X[:, 0].tolist()) or forward(self, X),
    )
    X, y = np.arange(50.0)[:, np.newaxis], np.arange(50) % 2
    MLPClassifier(batch_size=batch_size, max_epochs=2).fit(X, y, evaluate_every=None)
    assert [len(batch) for batch in seen] == sizes * 2
    epochs = [sum(seen[: len(sizes)], []), sum(seen[len(sizes) :], [])]  # noqa: RUF017
    assert [sorted(epoch) for epoch in epochs] == [list(range(50))] * 2
    if len(sizes) > 1:
        assert epochs[0] != epochs[1]


def test_samples_and_labels_are_shuffled_together():
    X, y = make_ellipse(100, random_state=0)
    targets_of = {x.tobytes(): label for x, label in zip(X, y, strict=True)}
    pairs = []

    class Spy(neural_network._Network):
        def backward(self, outputs, targets, alpha):
            pairs.extend(zip(outputs[0], targets[:, 0], strict=True))
            super().backward(outputs, targets, alpha)

    model = MLPClassifier(max_epochs=0).fit(X, y)
    model._network.__class__ = Spy
    model.partial_fit(X, y)
    assert len(pairs) == 100
    assert all(targets_of[x.tobytes()] == target for x, target in pairs)


def test_seeds_reproduce_and_fit_starts_afresh():
    first, X, y = fitted((4,), seed=3)
    second, _, _ = fitted((4,), seed=3)
    other = fitted((4,), seed=3, random_state=4)[0]
    assert pickle.dumps(first.get_state()) == pickle.dumps(second.get_state())
    assert not np.array_equal(first.get_weights()[0], other.get_weights()[0])
    first.fit(X, y)
    assert pickle.dumps(first.get_state()) == pickle.dumps(second.get_state())


def test_a_generator_as_random_state_moves_on():
    model, X, y = fitted((4,), random_state=np.random.default_rng(0))
    before = model.get_weights()[0]
    assert not np.array_equal(before, model.fit(X, y).get_weights()[0])


def test_evaluation_and_validation_do_not_change_the_training():
    X, y = problem()
    weights = [
        MLPClassifier((4,), max_epochs=5, random_state=0).fit(X, y, **options).get_weights()
        for options in ({}, {"evaluate_every": None}, {"validation_data": problem(seed=1)})
    ]
    for others in weights[1:]:
        assert all(np.array_equal(a, b) for a, b in zip(weights[0], others, strict=True))


def test_history_holds_the_metrics_of_the_model_at_each_epoch():
    X, y = problem(3)
    X_valid, y_valid = problem(3, seed=1)
    expected = []

    class Evaluate(Callback):
        def on_epoch_end(self, model, epoch, logs):
            expected.append(
                {
                    "loss": model.loss(X, y),
                    "accuracy": model.score(X, y),
                    "val_loss": model.loss(X_valid, y_valid),
                    "val_accuracy": model.score(X_valid, y_valid),
                }
            )
            assert logs == pytest.approx(expected[-1], rel=1e-13)

    model = MLPClassifier((4,), alpha=0.01, max_epochs=4, random_state=0)
    model.fit(X, y, validation_data=(X_valid, y_valid), callbacks=[Evaluate()])
    assert model.history_.epochs == [1, 2, 3, 4]
    assert set(model.history_.history) == set(expected[0])
    for name in expected[0]:
        np.testing.assert_allclose(model.history_[name], [e[name] for e in expected], rtol=1e-13)


@pytest.mark.parametrize(
    ("every", "epochs"), [(1, [1, 2, 3, 4, 5]), (2, [2, 4, 5]), (9, [5]), (None, [])]
)
def test_evaluate_every(every, epochs):
    X, y = problem()
    model = MLPClassifier(max_epochs=5).fit(X, y, evaluate_every=every)
    assert model.history_.epochs == epochs
    assert model.epoch_ == 5


class Log(Callback):
    def __init__(self, stop_at=None, fail_at=None):
        self.calls, self.stop_at, self.fail_at = [], stop_at, fail_at

    def on_train_begin(self, model):
        self.calls.append("begin")
        assert len(model.get_weights()) == 4

    def on_epoch_end(self, model, epoch, logs):
        self.calls.append(epoch)
        model.stop_training = epoch == self.stop_at
        if epoch == self.fail_at:
            raise KeyboardInterrupt

    def on_train_end(self, model):
        self.calls.append("end")


def test_a_callback_can_stop_the_training_and_the_next_one_starts_afresh():
    X, y = problem()
    log, model = Log(stop_at=3), MLPClassifier(max_epochs=10)
    model.fit(X, y, callbacks=[log])
    assert log.calls == ["begin", 1, 2, 3, "end"]
    assert model.epoch_ == 3
    assert model.fit(X, y).epoch_ == 10


def test_callbacks_are_told_of_the_end_whatever_it_was():
    X, y = problem()
    log = Log(fail_at=2)
    with pytest.raises(KeyboardInterrupt):
        MLPClassifier(max_epochs=10).fit(X, y, callbacks=[log])
    assert log.calls == ["begin", 1, 2, "end"]


def test_every_callback_is_told_of_the_end_even_if_one_fails():
    X, y = problem()

    class Fails(Callback):
        def on_train_end(self, model):
            raise OSError("disk full")

    first, last = Log(), Log()
    with pytest.raises(OSError, match="disk full"):
        MLPClassifier(max_epochs=1).fit(X, y, callbacks=[first, Fails(), last])
    assert first.calls == last.calls == ["begin", 1, "end"]


def test_a_resumed_fit_is_a_whole_one():
    X, y = problem()
    whole = MLPClassifier((4,), max_epochs=10, batch_size=16, random_state=0).fit(X, y)
    model = MLPClassifier((4,), max_epochs=10, batch_size=16, random_state=0)
    model.fit(X, y, callbacks=[Log(stop_at=4)])
    log = Log()
    model.fit(X, y, callbacks=[log], resume=True)
    assert log.calls == ["begin", *range(5, 11), "end"]
    assert repr(model.get_state()) == repr(whole.get_state())
    again = repr(model.fit(X, y).get_state())  # without resume it starts afresh
    assert again == repr(whole.get_state())


def test_what_cannot_be_resumed_is_refused_and_changes_nothing():
    X, y = problem()
    with pytest.raises(ValueError, match="not fitted yet"):
        MLPClassifier().fit(X, y, resume=True)
    model = MLPClassifier((4,), max_epochs=3, random_state=0).fit(X, y)
    before = repr(model.get_state())
    with pytest.raises(ValueError, match=r"trained for 3 epochs and max_epochs is 3: nothing"):
        model.fit(X, y, resume=True)
    model.max_epochs = 5
    with pytest.raises(ValueError, match="X has 3 features"):
        model.fit(np.zeros((50, 3)), y, resume=True)
    with pytest.raises(ValueError, match="y holds the label"):
        model.fit(X, y + 1, resume=True)
    model.max_epochs = 3
    assert repr(model.get_state()) == before


def test_partial_fit_by_hand_is_fit():
    X, y = problem()
    by_fit = MLPClassifier((4,), max_epochs=5, random_state=0).fit(X, y)
    by_hand = MLPClassifier((4,), random_state=0)
    for _ in range(5):
        by_hand.partial_fit(X, y)
    assert by_hand.epoch_ == 5
    assert len(by_hand.history_) == 0
    for a, b in zip(by_fit.get_weights(), by_hand.get_weights(), strict=True):
        assert np.array_equal(a, b)


def test_partial_fit_with_all_classes_named_at_first():
    model = MLPClassifier(random_state=0).partial_fit([[0.0]], ["b"], classes=["c", "a", "b"])
    assert model.classes_.tolist() == ["a", "b", "c"]
    model.partial_fit([[1.0]], ["c"])
    assert model.predict_proba([[0.5]]).shape == (1, 3)


@pytest.mark.parametrize(
    "labels", [["no", "yes"], [False, True], [5, -1], [0.5, 1.5], ["a", "b", "c"], [7, 3, 5, 1]]
)
def test_labels_come_back_as_they_were(labels):
    codes = make_blobs(200, centers=len(labels), noise=0.5, random_state=0)
    X, y = codes[0], np.array(labels)[codes[1]]
    model = MLPClassifier(max_epochs=30, random_state=0).fit(X, y[:, np.newaxis])
    assert model.predict(X).dtype == y.dtype
    assert model.score(X, y) > 0.95
    assert model.history_["accuracy"][-1] == model.score(X, y)
    assert model.classes_.tolist() == sorted(labels)


def test_initial_weights_have_the_variance_that_was_asked_for():
    X, y = np.zeros((2, 300)), [0, 1]
    for init, std in (("glorot_normal", math.sqrt(2 / 800)), ("normal", 1.0)):
        model = MLPClassifier((500,), init=init, max_epochs=0, random_state=0).fit(X, y)
        W1, b1, _, _ = model.get_weights()
        assert W1.std() == pytest.approx(std, rel=0.02)
        assert abs(W1.mean()) < 0.02 * std
        assert not b1.any()


@pytest.mark.parametrize("seed", range(3))
def test_the_ellipse_needs_an_activation(seed):
    X, y = make_ellipse(1000, random_state=seed)
    tanh = MLPClassifier((10,), "tanh", random_state=seed).fit(X, y)
    identity = MLPClassifier((10,), "identity", random_state=seed).fit(X, y)
    assert tanh.score(X, y) > 0.93
    assert identity.score(X, y) < majority_baseline(y)


def test_without_activation_the_loss_falls_at_every_step_and_accuracy_stays_low():
    X, y = make_ellipse(1000, random_state=0)
    model = MLPClassifier(
        (10,),
        "identity",
        optimizer="sgd",
        init="normal",
        batch_size=None,
        learning_rate=0.02,
        max_epochs=500,
        random_state=0,
    ).fit(X, y)
    assert (np.diff(model.history_["loss"]) <= 1e-12).all()
    assert model.history_["loss"][0] - model.history_["loss"][-1] > 0.05
    assert model.score(X, y) < majority_baseline(y)


@pytest.mark.parametrize("activation", ["logistic", "relu"])
def test_other_activations_and_two_layers_learn_the_wave(activation):
    X, y = make_sine(1000, random_state=0)
    model = MLPClassifier((16, 8), activation, learning_rate=0.03, random_state=0).fit(X, y)
    assert model.score(X, y) > 0.95


# --- weights and copies


def test_weights_are_copies_both_ways():
    model, X, y = fitted((4,))
    weights = model.get_weights()
    before = model.loss(X, y)
    weights[0][:] = 99
    assert model.loss(X, y) == before
    model.set_weights(weights)
    after = model.loss(X, y)
    weights[0][:] = 0
    assert model.loss(X, y) == after != before
    gradients = model.gradients(X, y)
    kept = gradients[0].copy()
    model.partial_fit(X, y)
    assert np.array_equal(gradients[0], kept)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda w: w[:-1], "weights have the shapes"),
        (lambda w: [w[0].T, *w[1:]], r"weights have the shapes \[\(4, 2\)"),
        (lambda w: [w[0] * np.nan, *w[1:]], "weights holds 8 values that are NaN"),
    ],
)
def test_refused_weights_change_nothing(change, message):
    model, X, y = fitted((4,))
    before = model.loss(X, y)
    with pytest.raises(ValueError, match=message):
        model.set_weights(change(model.get_weights()))
    assert model.loss(X, y) == before


@pytest.mark.parametrize("copy_of", [copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))])
def test_a_copy_trains_on_like_the_original(copy_of):
    model, X, y = fitted((4,))
    other = copy_of(model)
    before = model.loss(X, y)
    other.partial_fit(X, y)
    assert model.loss(X, y) == before
    model.partial_fit(X, y)
    assert model.loss(X, y) == other.loss(X, y) != before


# --- state


@pytest.mark.parametrize("optimizer", ["adam", "sgd"])
@pytest.mark.parametrize("n_classes", [2, 3])
def test_a_restored_model_goes_on_bit_for_bit(optimizer, n_classes):
    model, X, y = fitted((4, 3), n_classes=n_classes, optimizer=optimizer, alpha=0.01)
    state = model.get_state()
    restored = MLPClassifier.from_state(state)
    assert pickle.dumps(restored.get_state()) == pickle.dumps(state)
    assert restored.history_.epochs == [1, 2, 3]
    for _ in range(5):
        model.partial_fit(X, y)
        restored.partial_fit(X, y)
    assert pickle.dumps(restored.get_state()) == pickle.dumps(model.get_state())
    # And the state is a copy, that training did not touch.
    assert state["epoch"] == 3
    assert not np.array_equal(state["weights"], model.get_state()["weights"])


def test_an_unfitted_model_and_one_with_a_generator_go_through_a_state():
    model = MLPClassifier((3,), "relu", random_state=np.random.default_rng(5))
    restored = MLPClassifier.from_state(model.get_state())
    X, y = problem()
    model.fit(X, y)
    restored.fit(X, y)
    assert restored.loss(X, y) == model.loss(X, y)
    again = MLPClassifier.from_state(model.get_state())
    assert again._generator is again.random_state
    assert again.fit(X, y).loss(X, y) == model.fit(X, y).loss(X, y)


def test_state_with_string_labels():
    model = MLPClassifier(max_epochs=1).fit([[0.0], [1.0]], ["no", "yes"])
    assert MLPClassifier.from_state(model.get_state()).predict([[0.0]])[0] in ("no", "yes")


class Hostile(dict):
    """A dict that would run code wherever it were trusted."""

    def __getitem__(self, key):
        raise AssertionError("code of a hostile state was run")


TAMPERED = [
    ({"extra": 1}, "unknown keys"),
    ({"params": None}, "params is a NoneType"),
    ({"params": {}}, "params lacks"),
    ({"params": Hostile()}, "params is a Hostile"),
    ({"weights": None}, "weights is a NoneType"),
    ({"weights": [0.0] * 17}, "weights is a list"),
    ({"weights": np.zeros(16)}, r"wanted an ndarray of float64 with shape \(17,\)"),
    ({"weights": np.zeros(17, dtype=object)}, "of object"),
    ({"weights": np.zeros(17, dtype=np.float32)}, "of float32"),
    ({"weights": np.zeros(17).view(np.recarray)}, "weights is a"),
    ({"weights": np.full(17, np.nan)}, "weights holds 17 values"),
    ({"classes": np.array([0, 1], dtype=object)}, "classes is wrong"),
    ({"classes": [0, 1]}, "classes is wrong"),
    ({"classes": np.array([1, 0])}, "classes are not sorted"),
    ({"classes": np.array([0, 0])}, "classes are not sorted"),
    ({"classes": np.array([0])}, "classes has 1 labels"),
    ({"classes": np.arange(20_000)}, "classes has 20000 labels"),
    ({"classes": np.array([0.0, np.nan])}, "classes holds 1 values"),
    ({"classes": np.array([0, 1, 2])}, "weights is an ndarray"),
    ({"n_features": 0}, "n_features is 0"),
    ({"n_features": 2.0}, "n_features is 2.0"),
    ({"n_features": 10**9}, "n_features is 1000000000"),
    ({"optimizer": {}}, "optimizer lacks"),
    (
        {"optimizer": {"n_steps": -1, "mean": np.zeros(17), "square": np.zeros(17)}},
        "n_steps is -1",
    ),
    ({"optimizer": {"n_steps": 1, "mean": np.zeros(1), "square": np.zeros(17)}}, "mean is a"),
    ({"optimizer": {"n_steps": 1, "mean": np.zeros(17), "square": -np.ones(17)}}, "negative"),
    ({"generator": None}, "generator is a NoneType"),
    ({"generator": {"bit_generator": "MT19937"}}, "generator lacks"),
    ({"epoch": -1}, "epoch is -1"),
    ({"epoch": True}, "epoch is True"),
    ({"history": None}, "history state is a NoneType"),
    ({"history": {"epochs": [1], "history": {"loss": []}}}, "history state has 0 values"),
]
TAMPERED_PARAMS = [
    ({"hidden_layer_sizes": 4}, "hidden_layer_sizes is wrong"),
    ({"hidden_layer_sizes": (4,) * 100}, "hidden_layer_sizes is wrong"),
    ({"hidden_layer_sizes": (10**9,)}, "a size in hidden_layer_sizes is 1000000000"),
    ({"hidden_layer_sizes": (0,)}, "a size in hidden_layer_sizes is 0"),
    ({"hidden_layer_sizes": (5,)}, r"with shape \(21,\)"),
    ({"activation": "__import__('os')"}, "activation is"),
    ({"activation": ["tanh"]}, "activation is"),
    ({"optimizer": "sgd"}, "optimizer lacks nothing and has the unknown keys"),
    ({"learning_rate": np.nan}, "learning_rate is nan"),
    ({"learning_rate": -1.0}, "learning_rate is -1"),
    ({"batch_size": 0}, "batch_size is 0"),
    ({"max_epochs": 10**12}, "max_epochs is 1000000000000"),
    ({"alpha": "0"}, "alpha is '0'"),
    ({"init": "zeros"}, "init is 'zeros'"),
    ({"random_state": -1}, "random_state is -1"),
    ({"random_state": 10**1000}, "random_state is an integer of more than 200 bits"),
    ({"random_state": {"bit_generator": "PCG64"}}, "generator lacks"),
    ({"verbose": True}, "unknown keys"),
]


@pytest.mark.parametrize(("change", "message"), TAMPERED)
def test_tampered_states_are_refused(change, message):
    model, _, _ = fitted((4,))
    with pytest.raises(ValueError, match=message):
        MLPClassifier.from_state(model.get_state() | change)


@pytest.mark.parametrize(("change", "message"), TAMPERED_PARAMS)
def test_tampered_parameters_are_refused(change, message):
    state = fitted((4,))[0].get_state()
    state["params"] |= change
    with pytest.raises(ValueError, match=message):
        MLPClassifier.from_state(state)


@pytest.mark.parametrize("state", [None, [], 1, "state", Hostile(), {}])
def test_what_is_no_state_is_refused(state):
    with pytest.raises(ValueError, match="state"):
        MLPClassifier.from_state(state)


# --- errors


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"hidden_layer_sizes": (0,)}, "a size in hidden_layer_sizes is 0; wanted an integer"),
        ({"hidden_layer_sizes": 2.5}, "a size in hidden_layer_sizes is 2.5"),
        (
            {"activation": "sigmoid"},
            "activation is 'sigmoid'; wanted one of 'identity', 'logistic'",
        ),
        ({"optimizer": "lbfgs"}, "optimizer is 'lbfgs'; wanted one of 'adam', 'sgd'"),
        ({"learning_rate": 0}, "learning_rate is 0; wanted a finite number greater than 0"),
        ({"batch_size": 2.0}, "batch_size is 2.0; wanted an integer of at least 1 or None"),
        ({"max_epochs": -1}, "max_epochs is -1"),
        ({"alpha": -1}, "alpha is -1"),
        ({"init": "xavier"}, "init is 'xavier'; wanted one of 'glorot_normal', 'normal'"),
        ({"random_state": "0"}, "random_state is '0'"),
    ],
)
def test_wrong_parameters_are_refused_when_the_model_is_made(options, message):
    with pytest.raises(ValueError, match=message):
        MLPClassifier(**options)


@pytest.mark.parametrize("method", ["fit", "partial_fit", "loss", "score", "gradients"])
@pytest.mark.parametrize(
    ("X", "y", "message"),
    [
        ([[1.0, 2.0]], [0, 1], "X has 1, y has 2"),
        ([1.0, 2.0], [0, 1], r"X has shape \(2,\)"),
        (np.zeros((0, 2)), [], "X is empty"),
        ([[np.nan, 1.0]], [0], "X holds 1 values"),
        ([[1.0, 2.0]] * 2, [[0, 1]] * 2, r"y has shape \(2, 2\)"),
    ],
)
def test_wrong_samples_are_refused(method, X, y, message):
    model = MLPClassifier() if method == "fit" else fitted()[0]
    with pytest.raises(ValueError, match=message):
        getattr(model, method)(X, y)


@pytest.mark.parametrize("method", ["partial_fit", "loss", "score", "gradients"])
def test_another_number_of_features_is_refused(method):
    model, _, _ = fitted()
    with pytest.raises(ValueError, match=r"X has 3 features, its shape is \(2, 3\); wanted 2"):
        getattr(model, method)(np.zeros((2, 3)), [0, 1])


@pytest.mark.parametrize("method", ["partial_fit", "loss", "gradients"])
def test_unknown_labels_are_refused(method):
    model, X, _ = fitted()
    with pytest.raises(ValueError, match=r"y holds the label .*2.*; wanted one of .*\[0, 1\]"):
        getattr(model, method)(X, np.full(50, 2))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"validation_data": np.zeros((2, 2))}, r"validation_data is not a pair"),
        ({"validation_data": ([[1.0]], [0])}, "validation_data's X has 1 features"),
        ({"validation_data": ([[1.0, 2.0]], [9])}, "validation_data's y holds the label"),
        (
            {"validation_data": ([[1.0, 2.0]], [0, 1])},
            "validation_data's X has 1, validation_data's",
        ),
        ({"evaluate_every": 0}, "evaluate_every is 0; wanted an integer of at least 1 or None"),
    ],
)
def test_fit_refuses_wrong_options(options, message):
    X, y = problem()
    with pytest.raises(ValueError, match=message):
        MLPClassifier(max_epochs=1).fit(X, y, **options)


def test_one_class_is_not_enough():
    with pytest.raises(ValueError, match=r"y holds the single class \[1\]; wanted two or more"):
        MLPClassifier().fit([[0.0], [1.0]], [1, 1])


@pytest.mark.parametrize("method", ["predict", "predict_proba", "decision_function"])
def test_an_unfitted_model_says_so(method):
    with pytest.raises(ValueError, match=r"not fitted yet; call fit\(X, y\) first"):
        getattr(MLPClassifier(), method)([[0.0]])
    with pytest.raises(ValueError, match="not fitted yet"):
        MLPClassifier().get_weights()


def test_parameters_make_an_equal_model():
    params = MLPClassifier((4, 2), "relu", alpha=0.1, random_state=3).get_params()
    assert MLPClassifier(**params).get_params() == params
    assert MLPClassifier(4).hidden_layer_sizes == (4,)


# --- the rule of thumb for sizes


@settings(max_examples=300, deadline=None)
@given(
    n_samples=st.integers(1, 10**7),
    n_inputs=st.integers(1, 200),
    n_outputs=st.integers(1, 20),
    gamma=st.integers(2, 20),
    n_layers=st.integers(1, 20),
)
def test_layer_sizes_are_the_largest_powers_of_two_that_the_rule_allows(
    n_samples, n_inputs, n_outputs, gamma, n_layers
):
    samples_per_unit = (n_inputs + n_outputs) * gamma
    options = {"gamma": gamma, "n_layers": n_layers}
    allowed = [2**k for k in range(24) if 2**k * samples_per_unit <= n_samples]
    if len(allowed) < n_layers:
        with pytest.raises(ValueError, match="n_samples is" if not allowed else "n_layers is"):
            layer_sizes(n_samples, n_inputs, n_outputs, **options)
    else:
        sizes = layer_sizes(n_samples, n_inputs, n_outputs, **options)
        assert sizes == tuple(allowed[::-1][:n_layers])
        assert MLPClassifier(sizes).hidden_layer_sizes == sizes


@pytest.mark.parametrize(
    ("gamma", "first"), [(2, 128), (5, 64), (10, 32), (20, 16), (15.625, 16), (15.626, 16)]
)
def test_a_larger_gamma_gives_fewer_units(gamma, first):
    assert layer_sizes(1000, 2, 1, gamma=gamma, n_layers=2) == (first, first // 2)


def test_a_power_of_two_is_kept_and_just_below_it_is_halved():
    assert layer_sizes(640, 4, 1, gamma=2, n_layers=1) == (64,)
    assert layer_sizes(639, 4, 1, gamma=2, n_layers=1) == (32,)
    assert layer_sizes(10, 4, 1, gamma=2, n_layers=1) == (1,)


@pytest.mark.parametrize(
    ("numbers", "options", "message"),
    [
        ((0, 2, 1), {}, "n_samples is 0; wanted an integer of at least 1"),
        ((100.0, 2, 1), {}, "n_samples is 100.0"),
        ((10**400, 2, 1), {}, "n_samples is an integer of more than 200 bits"),
        ((100, 0, 1), {}, "n_inputs is 0"),
        ((100, 2, 0), {}, "n_outputs is 0"),
        ((100, 2, 1), {"gamma": 1.9}, "gamma is 1.9; wanted a finite number of at least 2"),
        ((100, 2, 1), {"gamma": 21}, "gamma is 21; .* at most 20"),
        ((100, 2, 1), {"gamma": "2"}, "gamma is '2'"),
        ((100, 2, 1), {"n_layers": 0}, "n_layers is 0; wanted an integer of at least 1"),
        ((100, 2, 1), {"n_layers": True}, "n_layers is True"),
        ((29, 2, 1), {}, "the rule gives 0.97 units; wanted at least 30 samples"),
        ((100, 2, 1), {"n_layers": 3}, "n_layers is 3, but the first layer has 2 units; .* 2"),
    ],
)
def test_wrong_sizes_are_refused(numbers, options, message):
    with pytest.raises(ValueError, match=message):
        layer_sizes(*numbers, **({"gamma": 10, "n_layers": 2} | options))
