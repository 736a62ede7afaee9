import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from goodpractice import _population, neural_network
from goodpractice.callbacks import Callback, EarlyStopping
from goodpractice.datasets import make_blobs, make_ellipse
from goodpractice.neural_network import MLPClassifier, fit_many

ACTIVATIONS = ["identity", "logistic", "tanh", "relu"]


def population(n_members=4, hidden=(5,), activation="tanh", **kwargs):
    """Return unfitted models that differ in all that may differ."""
    kwargs = {"batch_size": 16, "max_epochs": 20} | kwargs
    widen = kwargs.pop("widen", 0)
    return [
        MLPClassifier(
            tuple(size + widen * ((i + k) % 3) for k, size in enumerate(hidden)),
            activation,
            learning_rate=0.01 * (1 + i % 3),
            alpha=(0.0, 0.05)[i % 2],
            init=("glorot_normal", "normal")[i % 3 == 2],
            random_state=10 + i,
            **kwargs,
        )
        for i in range(n_members)
    ]


def problem(n_classes=2, n_samples=50, seed=0):
    return make_blobs(n_samples, centers=n_classes, noise=2.0, random_state=seed)


def own_sets(n_members, n_classes=2, n_samples=50):
    sets = [problem(n_classes, n_samples, seed) for seed in range(n_members)]
    return np.stack([X for X, _ in sets]), np.stack([y for _, y in sets])


def assert_alike(models, others, rtol=1e-9):
    """Compare everything that training leaves in a model."""
    assert len(models) == len(others)
    for model, other in zip(models, others, strict=True):
        state, expected = model.get_state(), other.get_state()
        size = np.abs(expected["weights"]).max()
        np.testing.assert_allclose(state["weights"], expected["weights"], rtol, rtol * size)
        assert state["optimizer"].keys() == expected["optimizer"].keys()
        for name, value in expected["optimizer"].items():
            atol = rtol * np.abs(value).max()
            np.testing.assert_allclose(state["optimizer"][name], value, rtol, atol)
        assert state["history"]["epochs"] == expected["history"]["epochs"]
        metrics, wanted = state["history"]["history"], expected["history"]["history"]
        assert list(metrics) == list(wanted)
        for name in wanted:
            np.testing.assert_allclose(metrics[name], wanted[name], rtol, rtol)
        for name in ("params", "epoch", "generator", "n_features"):
            assert state[name] == expected[name]
        assert np.array_equal(state["classes"], expected["classes"])
        assert model.stop_training == other.stop_training


# --- the same as training alone


@pytest.mark.parametrize("optimizer", ["adam", "sgd"])
@pytest.mark.parametrize("n_classes", [2, 4])
@pytest.mark.parametrize("depth", range(5))
@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # the deepest identity nets can diverge
@pytest.mark.parametrize("widen", [0, 4])
def test_members_are_as_if_trained_alone(widen, activation, depth, n_classes, optimizer):
    X, y = problem(n_classes)
    options = {"hidden": (6, 4, 5, 3)[:depth], "activation": activation, "optimizer": optimizer}
    options["widen"] = widen
    valid = problem(n_classes, 30, seed=1)
    alone = [model.fit(X, y, validation_data=valid) for model in population(**options)]
    together = population(**options)
    fitted = fit_many(together, X, y, validation_data=valid)
    assert all(a is b for a, b in zip(fitted, together, strict=True))
    assert_alike(together, alone)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # some of them diverge, alone as together
@settings(max_examples=100, deadline=None)
@given(
    n_members=st.integers(1, 9),
    hidden=st.lists(st.integers(1, 12), max_size=3).map(tuple),
    widen=st.integers(0, 5),
    activation=st.sampled_from(ACTIVATIONS),
    optimizer=st.sampled_from(["adam", "sgd"]),
    n_classes=st.integers(2, 4),
    batch_size=st.none() | st.integers(1, 60),
    max_epochs=st.integers(0, 6),
    evaluate_every=st.none() | st.integers(1, 4),
    own=st.booleans(),
    own_valid=st.sampled_from([None, False, True]),
    elements=st.sampled_from([1, 200, 2**14]),
)
def test_any_configuration_is_as_if_trained_alone(
    n_members,
    hidden,
    widen,
    activation,
    optimizer,
    n_classes,
    batch_size,
    max_epochs,
    evaluate_every,
    own,
    own_valid,
    elements,
):
    def make():
        options = {"batch_size": batch_size, "max_epochs": max_epochs, "optimizer": optimizer}
        options["widen"] = widen
        return population(n_members, hidden, activation, **options)

    X, y = own_sets(n_members, n_classes) if own else problem(n_classes)
    valid = None
    if own_valid is not None:
        valid = own_sets(n_members, n_classes, 23) if own_valid else problem(n_classes, 23, 7)
    alone = make()
    for i, model in enumerate(alone):
        model.fit(
            X[i] if own else X,
            y[i] if own else y,
            validation_data=(valid[0][i], valid[1][i]) if own_valid else valid,
            evaluate_every=evaluate_every,
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_population, "_GROUP_ELEMENTS", elements)
        models = fit_many(make(), X, y, validation_data=valid, evaluate_every=evaluate_every)
    assert_alike(models, alone)


@pytest.mark.parametrize("optimizer", ["adam", "sgd"])
@pytest.mark.parametrize("widen", [0, 3])
@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("elements", [1, 400, 2**14])
@pytest.mark.parametrize(
    ("patience", "min_delta", "evaluate_every"),
    [(1, 0.0, 1), (3, 0.0, 1), (3, 0.02, 1), (4, 0.0, 3), (1, 0.0, 5)],
)
def test_each_member_stops_by_itself(
    patience, min_delta, evaluate_every, elements, own, widen, optimizer, monkeypatch
):
    monkeypatch.setattr(_population, "_GROUP_ELEMENTS", elements)
    X, y = problem(n_samples=90)
    y = np.where(np.random.default_rng(0).random(90) < 0.3, 1 - y, y)  # so that val_loss rises
    X, y, valid = X[:50], y[:50], (X[50:], y[50:])
    if own:
        order = np.stack([np.random.default_rng(i).permutation(50) for i in range(12)])
        X, y = X[order[:, :40]], y[order[:, :40]]
    options = {"optimizer": optimizer, "max_epochs": 30, "widen": widen}
    alone = population(12, **options)
    for i, model in enumerate(alone):
        data = (X[i], y[i]) if own else (X, y)
        stop = [EarlyStopping(patience=patience, min_delta=min_delta)]
        model.fit(*data, validation_data=valid, evaluate_every=evaluate_every, callbacks=stop)
    models = fit_many(
        population(12, **options),
        X,
        y,
        validation_data=valid,
        evaluate_every=evaluate_every,
        patience=patience,
        min_delta=min_delta,
    )
    assert len({model.epoch_ for model in models}) > 1
    assert_alike(models, alone)
    if evaluate_every == 1:
        for model in models:
            above = model.loss(*valid) - model.history_["val_loss"].min()
            assert -1e-12 <= above <= min_delta + 1e-12


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # some of them diverge, alone as together
@settings(max_examples=60, deadline=None)
@given(
    n_members=st.integers(1, 6),
    n_classes=st.integers(2, 3),
    optimizer=st.sampled_from(["adam", "sgd"]),
    rate=st.sampled_from([0.01, 0.1, 1.0, 1e200]),
    patience=st.integers(1, 12),
    min_delta=st.sampled_from([0.0, 1e-3, 0.02, 0.5]),
    evaluate_every=st.integers(1, 5),
    max_epochs=st.integers(1, 25),
    seed=st.integers(0, 99),
)
def test_members_stop_where_early_stopping_stops_them_alone(
    n_members,
    n_classes,
    optimizer,
    rate,
    patience,
    min_delta,
    evaluate_every,
    max_epochs,
    seed,
):
    def make():
        options = {"optimizer": optimizer, "learning_rate": rate, "max_epochs": max_epochs}
        return [
            MLPClassifier((5,), batch_size=16, random_state=seed + i, **options)
            for i in range(n_members)
        ]

    generator = np.random.default_rng(seed)
    X, y = problem(n_classes, 60, seed)
    y = np.where(generator.random(60) < 0.4, generator.permutation(y), y)  # so that it overfits
    data, valid = (X[:40], np.append(y[:38], [0, 1])), (X[40:], y[40:])
    assume(len(np.unique(data[1])) == n_classes)
    options = {"validation_data": valid, "evaluate_every": evaluate_every}
    alone, stops = make(), []
    for model in alone:
        stops.append(EarlyStopping(patience=patience, min_delta=min_delta))
        model.fit(*data, callbacks=[stops[-1]], **options)
        assume(not is_close_call(model.history_["val_loss"], min_delta))
    models = fit_many(make(), *data, patience=patience, min_delta=min_delta, **options)
    assert [model.epoch_ for model in models] == [model.epoch_ for model in alone]
    for model, other, stop in zip(models, alone, stops, strict=True):
        assert model.history_.epochs == other.history_.epochs
        assert model.stop_training == other.stop_training == (stop.stopped_epoch_ is not None)
        if rate < 1:
            assert model.loss(*valid) == pytest.approx(other.loss(*valid), rel=1e-6)


def is_close_call(losses, min_delta):
    """Tell whether rounding, which stacking changes, may decide what an improvement is."""
    best = np.inf
    for loss in losses:
        if abs(loss + min_delta - best) < 1e-6 * max(1, abs(loss)):
            return True
        best = loss if loss + min_delta < best else best
    return False


def test_the_best_weights_are_restored_when_the_epochs_ran_out():
    X, y = problem()
    valid = problem(2, 30, seed=1)
    models = fit_many(population(8), X, y, validation_data=valid, patience=1000)
    losses = [model.history_["val_loss"] for model in models]
    assert [model.epoch_ for model in models] == [20] * 8
    assert any(loss.argmin() < 19 for loss in losses)
    for model, loss in zip(models, losses, strict=True):
        assert model.loss(*valid) == pytest.approx(loss.min(), rel=1e-12)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_member_that_diverges_stops_and_harms_no_other():
    X, y = problem()
    valid = problem(2, 30, seed=1)

    def make():
        models = population(3, activation="relu", optimizer="sgd")
        models[1] = MLPClassifier(
            (5,),
            "relu",
            optimizer="sgd",
            learning_rate=1e200,
            batch_size=16,
            max_epochs=20,
            random_state=0,
        )
        return models

    alone = make()
    for model in alone:
        model.fit(X, y, validation_data=valid)
    models = fit_many(make(), X, y, validation_data=valid)
    assert_alike([models[0], models[2]], [alone[0], alone[2]])
    assert np.array_equal(models[1].history_["loss"], alone[1].history_["loss"], equal_nan=True)
    assert np.isnan(models[1].history_["val_loss"]).all()
    weights = [model._network.parameters for model in (models[1], alone[1])]
    assert np.array_equal(*weights, equal_nan=True)
    models = fit_many(make(), X, y, validation_data=valid, patience=4)
    assert models[1].epoch_ == 4
    assert np.isnan(models[1]._network.parameters).any()  # there never was a best one


def test_no_penalty_is_no_penalty_even_for_infinite_weights():
    networks = _population._Networks(
        np.full((2, 3), np.inf), (2, 1), "tanh", np.reshape([0.0, 0.1], (2, 1, 1))
    )
    assert networks.penalties().tolist() == [0.0, np.inf]


def test_a_population_is_trained_in_groups_of_bounded_size():
    model = MLPClassifier((10,), batch_size=100, max_epochs=0).fit(*make_ellipse(300))
    groups = list(_population._groups([model] * 50, 300))
    assert [group.start for group in groups] == [0, 32]
    assert [group.stop for group in groups] == [32, 64]
    wide = MLPClassifier((4000,), batch_size=100, max_epochs=0).fit(*make_ellipse(300))
    assert len(list(_population._groups([model, model, wide], 300))) == 3


@pytest.mark.parametrize("optimizer", ["adam", "sgd"])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_idle_units_stay_idle(activation, optimizer, monkeypatch):
    groups = []

    class Spy(_population._Group):
        def train(self, evaluate_every):
            groups.append(self)
            super().train(evaluate_every)

        def _dismiss(self, leaving):
            if leaving.all():  # the end: look before the rows are handed out
                self.last = self.parameters.copy(), list(self.places)
            super()._dismiss(leaving)

    monkeypatch.setattr(_population, "_Group", Spy)
    fit_many(population(3, (2, 3), activation, widen=2, optimizer=optimizer), *problem())
    (group,) = groups
    assert group.sizes == (2, 6, 7, 1)
    rows, places = group.last
    idle = _population._idle_parameters(group.sizes, activation)
    for row, own in zip(rows, places, strict=True):
        assert not np.array_equal(row[own], idle[own])
        rest = np.delete(np.arange(len(row)), own)
        assert len(rest)
        assert np.array_equal(row[rest], idle[rest])


def test_training_goes_on_as_it_would_alone():
    X, y = problem(3)
    alone = [model.fit(X, y).partial_fit(X, y) for model in population()]
    models = [model.partial_fit(X, y) for model in fit_many(population(), X, y)]
    assert_alike(models, alone)


def test_members_share_no_memory():
    X, y = problem()
    first, second, *_ = fit_many(population(), X, y)
    before = second.get_weights()
    first.set_weights([w + 1 for w in first.get_weights()])
    first.partial_fit(X, y)
    first.classes_[:] = 7
    for a, b in zip(before, second.get_weights(), strict=True):
        assert np.array_equal(a, b)
    assert second.classes_.tolist() == [0, 1]


def test_what_was_learned_before_is_forgotten():
    X, y = problem()
    models = fit_many(population(), X, y)
    expected = [model.get_state()["weights"] for model in models]
    models[1].stop_training = True
    again = fit_many(models, X, y)
    for model, weights in zip(again, expected, strict=True):
        assert np.array_equal(model.get_state()["weights"], weights)
        assert len(model.history_) == model.epoch_ == 20


def test_generators_and_no_seed_are_used_as_in_fit():
    X, y = problem()

    def make():
        return [
            MLPClassifier((3,), max_epochs=2, random_state=np.random.default_rng(seed))
            for seed in range(3)
        ]

    assert_alike(fit_many(make(), X, y), [model.fit(X, y) for model in make()])
    first, second = fit_many([MLPClassifier((3,), max_epochs=1) for _ in range(2)], X, y)
    assert not np.array_equal(first.get_weights()[0], second.get_weights()[0])


def test_labels_are_those_that_came():
    X, y = problem(3)
    names = np.array(["a", "b", "c"])[y][:, np.newaxis]
    valid = (np.stack([X] * 4), np.stack([names] * 4))
    models = fit_many(iter(population()), X.tolist(), names.tolist(), validation_data=valid)
    assert models[2].predict(X).dtype.kind == "U"
    assert models[2].history_["val_loss"].tolist() == models[2].history_["loss"].tolist()


# --- callbacks


class Recorder(Callback):
    def __init__(self):
        self.events = []

    def on_train_begin(self, model):
        self.events.append(("begin", model.epoch_, model.get_weights()[0].sum()))

    def on_epoch_end(self, model, epoch, logs):
        state = model.get_state()
        assert model.epoch_ == epoch
        assert (epoch in state["history"]["epochs"]) == bool(logs)
        steps = state["optimizer"]["n_steps"]
        self.events.append((epoch, steps, state["weights"].sum(), *logs.items()))

    def on_train_end(self, model):
        self.events.append(("end", model.epoch_, model.get_state()["weights"].sum()))


class Halve(Callback):
    """Change the weights, and stop after an epoch."""

    def __init__(self, last):
        self.last = last

    def on_train_begin(self, model):
        model.set_weights([w + 0.1 for w in model.get_weights()])

    def on_epoch_end(self, model, epoch, logs):
        model.set_weights([w / 2 for w in model.get_weights()])
        model.stop_training = epoch == self.last


@pytest.mark.parametrize("widen", [0, 2])
def test_callbacks_see_and_do_what_they_would_in_fit(widen):
    X, y = problem()
    recorders = [[Recorder(), Halve(5 * i)] for i in range(4)]
    models = fit_many(population(widen=widen), X, y, callbacks=recorders, evaluate_every=2)
    alone, expected = population(widen=widen), [[Recorder(), Halve(5 * i)] for i in range(4)]
    for model, callbacks in zip(alone, expected, strict=True):
        model.fit(X, y, callbacks=callbacks, evaluate_every=2)
    assert [model.epoch_ for model in models] == [20, 5, 10, 15]
    assert_alike(models, alone)
    for (recorder, _), (other, _) in zip(recorders, expected, strict=True):
        assert [event[:2] for event in recorder.events] == [event[:2] for event in other.events]
        sums = [[event[2] for event in one.events] for one in (recorder, other)]
        np.testing.assert_allclose(*sums, rtol=1e-9)


def test_an_error_leaves_members_as_fit_does():
    X, y = problem()
    valid = problem(2, 30, seed=1)

    class Fail(Recorder):
        def on_epoch_end(self, model, epoch, logs):
            if epoch == 7:
                raise KeyboardInterrupt

    callbacks = [[Recorder()], [Fail()], [Recorder()], [Recorder()]]
    models = population()
    options = {"validation_data": valid, "callbacks": callbacks, "patience": 50}
    with pytest.raises(KeyboardInterrupt):
        fit_many(models, X, y, **options)
    assert all(own[0].events[-1][:2] in [("end", 7), ("end", 6)] for own in callbacks)
    assert [model.epoch_ for model in models] == [7, 7, 6, 6]
    for model in models[:2]:
        assert model.loss(*valid) == pytest.approx(model.history_["val_loss"].min(), rel=1e-12)


# --- what is refused


def refused(message, models=None, X=None, y=None, **options):
    if X is None:
        X, y = problem()
    with pytest.raises(ValueError, match=message):
        fit_many(population() if models is None else models, X, y, **options)


@pytest.mark.parametrize("models", [[], [1], None, [MLPClassifier(), "model"], MLPClassifier])
def test_what_are_no_models_is_refused(models):
    X, y = problem()
    with pytest.raises(ValueError, match=r"models holds .*; wanted at least one MLPClassifier"):
        fit_many(models, X, y)


def test_a_model_alone_is_refused_or_taken_as_one():
    X, y = problem()
    assert_alike(fit_many(population(1)[0], X, y), [population(1)[0].fit(X, y)])


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"hidden_layer_sizes": (5, 5)},
            r"models\[4\] has 2 hidden layers and models\[0\] has 1; wanted the same number",
        ),
        ({"activation": "relu"}, r"activation 'relu' and models\[0\] has 'tanh'; wanted the same"),
        ({"optimizer": "sgd"}, r"models\[4\] has optimizer 'sgd'"),
        ({"batch_size": None}, r"models\[4\] has batch_size None"),
        ({"max_epochs": 21}, r"models\[4\] has max_epochs 21 and models\[0\] has 20"),
    ],
)
def test_other_architectures_are_refused(options, message):
    own = {"hidden_layer_sizes": (5,), "batch_size": 16, "max_epochs": 20} | options
    refused(message, [*population(), MLPClassifier(**own)])


def test_a_model_that_stands_twice_is_refused():
    models = population()
    refused(r"models\[4\] is models\[1\]; wanted it once", [*models, models[1]])


def test_a_shared_generator_is_refused():
    generator = np.random.default_rng(0)
    models = [MLPClassifier(random_state=generator) for _ in range(2)]
    refused(r"models\[1\] and models\[0\] have the same generator", models)


@pytest.mark.parametrize(
    ("callbacks", "message"),
    [
        ([[]], "callbacks is not a list for each of the 4 models"),
        ([Callback()] * 4, "callbacks is not a list for each of the 4 models"),
        (Callback(), "callbacks is not a list for each of the 4 models"),
        ([[Callback()]] * 4, "callbacks holds one object twice"),
    ],
)
def test_wrong_callbacks_are_refused(callbacks, message):
    refused(message, callbacks=callbacks)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"evaluate_every": 0}, "evaluate_every is 0"),
        ({"patience": 0}, "patience is 0; wanted an integer of at least 1 or None"),
        ({"patience": 2.0}, "patience is 2.0"),
        ({"min_delta": -1}, "min_delta is -1; wanted a finite number of at least 0"),
        ({"patience": 3}, "patience watches val_loss; wanted validation_data"),
        (
            {"patience": 3, "evaluate_every": None, "validation_data": problem()},
            "evaluate_every not None",
        ),
        ({"validation_data": 3}, "validation_data is not a pair"),
        ({"validation_data": (np.ones((2, 3)), [0, 1])}, "validation_data's X has 3 features"),
        ({"validation_data": (np.ones((2, 2)), [0, 9])}, "validation_data's y holds the label"),
        (
            {"validation_data": (np.ones((3, 2, 2)), np.ones((3, 2)))},
            r"validation_data's X has shape \(3, 2, 2\) .* for 4 models",
        ),
    ],
)
def test_wrong_options_are_refused(options, message):
    refused(message, **options)


@pytest.mark.parametrize(
    ("X", "y", "message"),
    [
        (np.ones(4), [0, 1, 0, 1], r"X has shape \(4,\); wanted a table"),
        (np.ones((2, 1)), [0, 1, 1], "same number of samples"),
        ([[np.nan], [0.0]], [0, 1], "X holds 1 values that are NaN"),
        (np.ones((2, 1)), [1, 1], "single class"),
        ([[1.0], [1.0, 2.0]], [0, 1], "X is not a regular array"),
        (np.ones((3, 2, 1)), np.ones((3, 2)), r"X has shape \(3, 2, 1\) .*with 4 in front"),
        (np.ones((4, 2, 1)), [0, 1], r"y has shape \(2,\) for 4 models"),
        (np.ones((4, 2, 1)), [0, 1, 0, 1], r"y has shape \(4,\) for 4 models"),
        (np.ones((4, 2, 1)), np.ones((4, 3)), "same number of samples"),
        (np.ones((4, 2, 1)), [[0, 1]] * 3 + [[0, 2]], r"y\[3\] holds the classes \[0, 2\]"),
        (np.ones((4, 2, 1)), [[0, 1]] * 3 + [[0, 0]], r"y\[3\] holds the classes \[0\]"),
        (np.ones((4, 0, 1)), np.ones((4, 0)), r"X\[0\] is empty"),
    ],
)
def test_wrong_samples_are_refused(X, y, message):
    refused(message, X=X, y=y)


def test_neural_network_exports_what_is_there_and_nothing_else():
    assert neural_network.fit_many is _population.fit_many
    assert all(callable(getattr(neural_network, name)) for name in neural_network.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'fit_some'"):
        _ = neural_network.fit_some
