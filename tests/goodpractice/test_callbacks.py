import contextlib
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import goodpractice
from goodpractice import checkpoint as checkpoint_module
from goodpractice.callbacks import (
    Callback,
    EarlyStopping,
    History,
    ModelCheckpoint,
    ProgressBar,
    RecordWeights,
)
from goodpractice.checkpoint import list_checkpoints, load_checkpoint
from goodpractice.datasets import make_sine
from goodpractice.neural_network import MLPClassifier, fit_many


def example():
    history = History()
    history.record(5, loss=0.5, accuracy=0.75)
    history.record(12, loss=np.float32(0.25), accuracy=1)
    return history


def test_values_are_stored_with_their_epochs():
    history = example()
    assert history.epochs == [5, 12]
    assert history.history == {"loss": [0.5, 0.25], "accuracy": [0.75, 1.0]}
    assert all(type(value) is float for values in history.history.values() for value in values)
    assert history["loss"].tolist() == [0.5, 0.25]
    assert "loss" in history
    assert "val_loss" not in history
    assert len(history) == 2


def test_repr():
    assert repr(example()) == "History(2 records, epochs 5 to 12: loss, accuracy)"
    assert repr(History()) == "History(0 records)"


def test_an_unknown_metric_lists_those_that_exist():
    with pytest.raises(KeyError, match="no metric 'val_loss'; recorded: loss, accuracy"):
        example()["val_loss"]


@pytest.mark.parametrize(
    ("epoch", "values", "message"),
    [
        (12, {"loss": 1.0, "accuracy": 1.0}, r"epoch 12 is already recorded.*new History\(\)"),
        (3, {"loss": 1.0, "accuracy": 1.0}, "epoch is 3, but epoch 12 is already recorded"),
        (13.0, {"loss": 1.0, "accuracy": 1.0}, "epoch is 13.0; wanted an integer"),
        (-1, {"loss": 1.0, "accuracy": 1.0}, "epoch is -1"),
        (13, {"loss": 1.0}, "Got the metrics loss; wanted loss, accuracy"),
        (13, {}, "Got the metrics none; wanted loss, accuracy"),
        (13, {"loss": "1", "accuracy": 1.0}, "loss is a str; wanted a number"),
        (13, {"loss": np.zeros(2), "accuracy": 1.0}, "loss is an ndarray"),
    ],
)
def test_a_refused_record_changes_nothing(epoch, values, message):
    history = example()
    with pytest.raises(ValueError, match=message):
        history.record(epoch, **values)
    assert history.get_state() == example().get_state()


def test_a_first_record_without_metrics_is_refused():
    with pytest.raises(ValueError, match="wanted at least one metric"):
        History().record(1)


def test_nan_is_recorded():
    history = History()
    history.record(1, loss=np.nan)
    assert np.isnan(history["loss"]).all()


def test_as_a_callback_it_skips_epochs_without_metrics():
    history = History()
    history.on_epoch_end(None, 1, {})
    history.on_epoch_end(None, 2, {"loss": 0.5})
    assert history.epochs == [2]


def test_state_goes_through_json_and_is_a_copy():
    history = example()
    state = history.get_state()
    copy = History.from_state(json.loads(json.dumps(state)))
    assert copy.get_state() == state
    copy.record(13, loss=0.0, accuracy=0.0)
    state["epochs"].append(99)
    assert history.epochs == [5, 12]
    assert History.from_state(History().get_state()).epochs == []


@pytest.mark.parametrize(
    "state",
    [
        None,
        [],
        {},
        {"epochs": [1], "history": {"loss": [0.5]}, "x": 1},
        {"epochs": (1,), "history": {"loss": [0.5]}},
        {"epochs": [1], "history": [["loss", 0.5]]},
        {"epochs": [1], "history": {"loss": [0.5, 0.5]}},
        {"epochs": [1], "history": {"loss": [1]}},
        {"epochs": [1], "history": {"loss": [True]}},
        {"epochs": [1], "history": {"loss": ["0.5"]}},
        {"epochs": [1], "history": {"loss": np.array([0.5])}},
        {"epochs": [1], "history": {1: [0.5]}},
        {"epochs": [1], "history": {"x" * 101: [0.5]}},
        {"epochs": [1], "history": {str(k): [0.5] for k in range(101)}},
        {"epochs": [2, 1], "history": {"loss": [0.5, 0.5]}},
        {"epochs": [1, 1], "history": {"loss": [0.5, 0.5]}},
        {"epochs": [-1], "history": {"loss": [0.5]}},
        {"epochs": [True], "history": {"loss": [0.5]}},
        {"epochs": [2**60], "history": {"loss": [0.5]}},
        {"epochs": [1], "history": {}},
        {"epochs": [], "history": {"loss": []}},
    ],
)
def test_tampered_states_are_refused(state):
    with pytest.raises(ValueError, match="history state"):
        History.from_state(state)


def test_the_base_class_does_nothing():
    callback = Callback()
    assert callback.on_train_begin(None) is None
    assert callback.on_epoch_end(None, 1, {}) is None
    assert callback.on_train_end(None) is None


# --- early stopping


class Scripted:
    """A model whose only weight is its epoch: what a callback keeps and restores can be seen."""

    def __init__(self, max_epochs=1000):
        self.max_epochs, self.epoch_ = max_epochs, 0
        self.weights = [np.zeros(1)]
        self.stop_training = False

    def get_weights(self):
        return self.weights  # no copy, as a careless model would do it

    def set_weights(self, weights):
        self.weights = [w.copy() for w in weights]


def play(callback, scores, monitor="val_loss"):
    """Let a model have these scores, None where it is not evaluated, until it is stopped."""
    model = Scripted(len(scores))
    callback.on_train_begin(model)
    try:
        for score in scores:
            model.epoch_ += 1
            model.weights[0][:] = model.epoch_  # in place, so that a reference would change too
            logs = {} if score is None else {"loss": 0.0, monitor: score}
            callback.on_epoch_end(model, model.epoch_, logs)
            if model.stop_training:
                break
    finally:
        callback.on_train_end(model)
    return model


NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("options", "scores", "best", "stopped"),
    [
        # patience counts epochs in a row without improvement
        ({"patience": 3}, [5, 4, 6, 6, 6, 1], 2, 5),
        ({"patience": 3}, [5, 4, 6, 6, 3, 6, 6, 6], 5, 8),
        ({"patience": 1}, [5, 4, 3, 3, 1], 3, 4),
        ({"patience": 3}, [5, 4, 6, 6], 2, None),
        ({"patience": 3}, [5, 4, 3, 2, 1], 5, None),
        # also those that are not evaluated, but it ends only where one is
        ({"patience": 2}, [5, None, None, 6, None, 7, 1], 1, 4),
        ({"patience": 3}, [5, None, None, None, 4, None, None, 4, 1], 5, 8),
        ({"patience": 3}, [None, None, None, 5, None, None, 6, 1], 4, 7),
        ({"patience": 3}, [None, None, NAN, 5], None, 3),
        ({"patience": 9}, [None, 5, None], 2, None),
        # an equal score is no improvement, nor is one better by exactly min_delta
        ({"patience": 2}, [5, 5, 5], 1, 3),
        ({"patience": 2, "min_delta": 1}, [5, 4, 4, 1], 1, 3),
        ({"patience": 2, "min_delta": 1}, [5, 3.5, 3, 2.75, 1], 2, 4),
        # small steps add up: each is compared with the last improvement
        ({"patience": 3, "min_delta": 1}, [5, 4.5, 4, 3.5, 3, 2.4], 6, None),
        # large values can be good
        ({"patience": 2, "mode": "max"}, [1, 2, 3, 3, 2, 9], 3, 5),
        ({"patience": 2, "mode": "max", "min_delta": 1}, [1, 2, 2, 9], 1, 3),
        # NaN is never an improvement
        ({"patience": 3}, [5, NAN, NAN, NAN, 1], 1, 4),
        ({"patience": 3, "mode": "max"}, [5, NAN, NAN, NAN, 9], 1, 4),
        ({"patience": 2}, [NAN, NAN, 1], None, 2),
        ({"patience": 2}, [NAN, 3, NAN, 2], 4, None),
        ({"patience": 2}, [INF, 3, INF, NAN], 2, 4),
        ({"patience": 2}, [INF, INF, INF], None, 2),
        ({"patience": 2, "mode": "max"}, [-INF, -INF, 3], None, 2),
        ({"patience": 2, "mode": "max"}, [3, INF, INF, INF], 2, 4),
        # the rounding is that of Keras: 0.3 + 0.1 < 0.4 is false, though 0.4 - 0.3 > 0.1 is true
        ({"patience": 1, "min_delta": 0.1}, [0.4, 0.3, 0.1], 1, 2),
        ({"patience": 1, "min_delta": 0.1, "mode": "max"}, [0.3, 0.4], 2, None),
        ({"patience": 1, "min_delta": 0.2}, [0.9, 0.7, 0.6], 2, 3),
    ],
)
def test_when_training_stops_and_what_is_restored(options, scores, best, stopped):
    stopping = EarlyStopping(**options)
    model = play(stopping, scores)
    assert stopping.best_epoch_ == best
    assert stopping.best_score_ == (None if best is None else scores[best - 1])
    assert stopping.stopped_epoch_ == stopped
    last = stopped or len(scores)
    assert model.epoch_ == last
    assert model.weights[0][0] == (best or last)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.integers(-5, 5) | st.sampled_from([NAN, None]), max_size=40),
    st.integers(1, 6),
    st.integers(0, 3),
    st.sampled_from(["min", "max"]),
)
def test_it_does_what_the_definition_says(scores, patience, min_delta, mode):
    # The definition, read off the whole list: no counter, no state.
    evaluated = [(t, s) for t, s in enumerate(scores, start=1) if s is not None]
    better = (
        (lambda a, b: b - a > min_delta) if mode == "min" else (lambda a, b: a - b > min_delta)
    )
    improvements = []
    for t, score in evaluated:
        if score == score and (not improvements or better(score, improvements[-1][1])):
            improvements.append((t, score))
    epochs = {t for t, _ in improvements}
    runs = {t: set(range(t - patience + 1, t + 1)) for t, _ in evaluated if t >= patience}
    stopped = min((t for t, run in runs.items() if not epochs & run), default=None)
    kept = [(t, s) for t, s in improvements if stopped is None or t <= stopped]
    stopping = EarlyStopping(patience=patience, min_delta=min_delta, mode=mode)
    if scores and not evaluated:
        with pytest.raises(ValueError, match="evaluated nothing"):
            play(stopping, scores)
        return
    model = play(stopping, scores)
    assert stopping.stopped_epoch_ == stopped
    assert (stopping.best_epoch_, stopping.best_score_) == (kept[-1] if kept else (None, None))
    assert model.weights[0][0] == (kept[-1][0] if kept else model.epoch_)
    assert (stopping.monitor, stopping.mode) == ("val_loss", mode)
    assert stopping.min_delta == min_delta
    history = History()
    for t, score in evaluated:
        if stopped is None or t <= stopped:
            history.record(t, val_loss=score)
    if evaluated:
        assert stopping.find_best_epoch(history) == stopping.best_epoch_


def test_a_record_without_the_metric_has_no_best_epoch():
    history = History()
    history.record(1, loss=0.5)
    with pytest.raises(KeyError, match="no metric 'val_loss'; recorded: loss"):
        EarlyStopping().find_best_epoch(history)


def test_weights_can_be_left_as_they_are():
    stopping = EarlyStopping(patience=2, restore_best_weights=False)
    model = play(stopping, [5, 4, 6, 6])
    assert (stopping.best_epoch_, stopping.stopped_epoch_) == (2, 4)
    assert model.weights[0][0] == 4


def test_reuse_starts_fresh():
    stopping = EarlyStopping(patience=3)
    assert (stopping.best_epoch_, stopping.best_score_, stopping.stopped_epoch_) == (None,) * 3
    play(stopping, [5, 1, 6, 6, 6])
    model = play(stopping, [9, 8, 7, 7])  # never as good as 1
    assert (stopping.best_epoch_, stopping.best_score_, stopping.stopped_epoch_) == (3, 7, None)
    assert model.weights[0][0] == 3
    model = play(stopping, [])
    assert (stopping.best_epoch_, stopping.best_score_, stopping.stopped_epoch_) == (None,) * 3
    assert model.weights[0][0] == 0


class FailAt(Callback):
    def __init__(self, epoch, error):
        self.epoch, self.error = epoch, error

    def on_epoch_end(self, model, epoch, logs):
        if epoch == self.epoch:
            raise self.error


class StopAt(Callback):
    def __init__(self, epoch):
        self.epoch = epoch

    def on_epoch_end(self, model, epoch, logs):
        model.stop_training = model.stop_training or epoch == self.epoch


class FailAtTheEnd(Callback):
    def on_train_end(self, model):
        raise OSError("disk full")


def noisy():
    X, y = make_sine(200, label_noise=0.2, random_state=0)
    return X, y, make_sine(200, label_noise=0.2, random_state=1)


def train(*callbacks, max_epochs=60, **fit):
    X, y, validation_data = noisy()
    model = MLPClassifier((100,), max_epochs=max_epochs, learning_rate=0.1, random_state=0)
    fit = {"validation_data": validation_data} | fit
    with contextlib.suppress(KeyboardInterrupt, FloatingPointError, OSError):
        model.fit(X, y, callbacks=callbacks, **fit)
    return model


def is_at_its_best(model, stopping):
    best = model.history_["val_loss"].min()
    X, y = noisy()[2]
    assert stopping.best_score_ == best < model.history_["val_loss"][-1]
    return model.loss(X, y) == best


@pytest.mark.parametrize(
    "other",
    [
        Callback(),  # the last epoch ends it, or patience
        StopAt(50),
        FailAt(50, KeyboardInterrupt()),
        FailAt(50, FloatingPointError()),
        FailAtTheEnd(),
    ],
    ids=lambda other: type(other).__name__,
)
@pytest.mark.parametrize("patience", [10, 1000])
@pytest.mark.parametrize("is_first", [True, False])
def test_the_best_weights_come_back_whatever_ended_the_training(other, patience, is_first):
    stopping = EarlyStopping(patience=patience)
    model = train(*([other, stopping] if is_first else [stopping, other]))
    assert is_at_its_best(model, stopping)
    expected = stopping.best_epoch_ + 10 if patience == 10 else None
    assert stopping.stopped_epoch_ == expected
    assert model.epoch_ == (expected or getattr(other, "epoch", 60))


def test_an_error_in_the_middle_of_an_epoch_brings_them_back_too(monkeypatch):
    train_epoch, stopping = MLPClassifier._train_epoch, EarlyStopping(patience=1000)

    def interrupted(model, X, targets):
        train_epoch(model, X, targets)
        if model.epoch_ == 50:
            model.epoch_ -= 1
            raise KeyboardInterrupt

    monkeypatch.setattr(MLPClassifier, "_train_epoch", interrupted)
    model = train(stopping)
    assert is_at_its_best(model, stopping)
    assert model.epoch_ == 49


def test_restored_weights_are_no_references():
    stopping = EarlyStopping()
    model = train(stopping)
    weights = model.get_weights()
    train(stopping, max_epochs=5)
    assert all(np.array_equal(a, b) for a, b in zip(weights, model.get_weights(), strict=True))


@pytest.mark.parametrize("kind", [EarlyStopping, ModelCheckpoint])
def test_an_unknown_monitor_lists_what_exists(kind, tmp_path):
    X, y, _ = noisy()

    def make(**options):
        if kind is EarlyStopping:
            return EarlyStopping(**options)
        return ModelCheckpoint(tmp_path, save_best_only=True, **options)

    model = MLPClassifier(max_epochs=5)
    with pytest.raises(
        ValueError, match=r"monitor is 'val_loss', .* evaluates 'loss', 'accuracy'"
    ):
        model.fit(X, y, callbacks=[make()])
    assert model.epoch_ == 1
    with pytest.raises(ValueError, match=r"'val_los'.*'val_loss', 'val_accuracy'\. For"):
        model.fit(X, y, validation_data=(X, y), callbacks=[make(monitor="val_los")])


def test_a_training_that_is_never_evaluated_is_refused(tmp_path):
    X, y, validation_data = noisy()
    for callback in (EarlyStopping(), ModelCheckpoint(tmp_path, save_best_only=True)):
        model = MLPClassifier(max_epochs=2)
        fit = {"validation_data": validation_data, "evaluate_every": None}
        with pytest.raises(ValueError, match="evaluated nothing; wanted an evaluate_every"):
            model.fit(X, y, callbacks=[callback], **fit)
        model.max_epochs = 0
        model.fit(X, y, callbacks=[callback], **fit)  # nothing to evaluate


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"monitor": 3}, "monitor is an int; wanted a metric's name"),
        ({"min_delta": -0.1}, "min_delta is -0.1; wanted a finite number of at least 0"),
        ({"min_delta": NAN}, "min_delta is nan"),
        ({"patience": 0}, "patience is 0; wanted an integer of at least 1"),
        ({"patience": 2.0}, "patience is 2.0"),
        ({"mode": "auto"}, "mode is 'auto'; wanted one of 'min', 'max'"),
        ({"restore_best_weights": "no"}, "restore_best_weights is 'no'; wanted True or False"),
    ],
)
def test_wrong_arguments_of_early_stopping_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        EarlyStopping(**options)


# --- early stopping of a resumed training


@settings(max_examples=20, deadline=None)
@given(
    patience=st.integers(1, 15),
    min_delta=st.sampled_from([0.0, 0.01]),
    evaluate_every=st.integers(1, 4),
    restore=st.booleans(),
    is_first=st.booleans(),
    data=st.data(),
)
def test_a_training_resumed_at_any_epoch_is_the_whole_one(
    patience, min_delta, evaluate_every, restore, is_first, data, tmp_path_factory
):
    X, y, validation_data = noisy()
    folder = tmp_path_factory.mktemp("run")
    options = {"patience": patience, "min_delta": min_delta, "restore_best_weights": restore}
    fit = {"validation_data": validation_data, "evaluate_every": evaluate_every}
    stopping, saving = EarlyStopping(**options), ModelCheckpoint(folder, every=1)
    callbacks = [stopping, saving] if is_first else [saving, stopping]
    whole = train(*callbacks, max_epochs=40, evaluate_every=evaluate_every)
    again = EarlyStopping(**options)
    for _ in range(data.draw(st.integers(1, 2), "interruptions")):
        path = data.draw(st.sampled_from(list_checkpoints(folder)), "resumed at")
        if load_checkpoint(path).epoch == 40:
            continue
        model = load_checkpoint(path).model
        model.fit(X, y, callbacks=[again], resume=True, **fit)
        assert repr(model.get_state()) == repr(whole.get_state())
        assert same_weights(model, whole)
        for name in ("best_epoch_", "best_score_", "stopped_epoch_"):
            assert getattr(again, name) == getattr(stopping, name)


def resumed(model, stopping, max_epochs=60):
    X, y, validation_data = noisy()
    model.max_epochs = max_epochs
    return model.fit(X, y, validation_data=validation_data, callbacks=[stopping], resume=True)


def test_the_same_object_may_resume_and_one_with_more_patience_goes_on():
    whole = train(EarlyStopping(patience=1000))
    stopping = EarlyStopping(patience=10)
    model = train(stopping)
    best = stopping.best_epoch_, stopping.best_score_
    epoch = stopping.stopped_epoch_
    assert epoch == model.epoch_ < 60
    resumed(model, stopping)  # its patience is at its end already
    assert (model.epoch_, stopping.stopped_epoch_) == (epoch, epoch)
    assert is_at_its_best(model, stopping)
    assert (stopping.best_epoch_, stopping.best_score_) == best
    patient = EarlyStopping(patience=1000)
    resumed(model, patient)
    assert (model.epoch_, patient.stopped_epoch_) == (60, None)
    assert same_weights(model, whole)
    assert model.history_.get_state() == whole.history_.get_state()


@pytest.mark.parametrize(
    "other",
    [
        {"monitor": "loss"},
        {"monitor": "val_accuracy", "mode": "max"},
        {"mode": "max"},
        {"restore_best_weights": False},
    ],
)
def test_another_kind_of_early_stopping_starts_afresh(other):
    model = train(EarlyStopping(patience=1000), max_epochs=50)
    stopping = EarlyStopping(patience=1000, **other)
    resumed(model, stopping)
    assert stopping.best_epoch_ > 50


def test_who_trained_on_without_it_starts_afresh():
    X, y, _ = noisy()
    model = train(EarlyStopping(patience=5))
    model.partial_fit(X, y)
    stopping = EarlyStopping(patience=5)
    weights = model.get_weights()
    model.max_epochs = model.epoch_ + 1
    begun = model.epoch_
    resumed(model, stopping, begun + 20)
    assert stopping.best_epoch_ > begun
    assert not all(np.array_equal(a, b) for a, b in zip(weights, model.get_weights(), strict=True))


def test_patience_counts_from_the_epoch_that_a_training_began_with():
    model = train(max_epochs=30)
    model.history_.history["val_loss"] = [0.0] * 30
    stopping = EarlyStopping(patience=3, min_delta=100)  # nothing after the first is better
    resumed(model, stopping)
    assert (stopping.best_epoch_, stopping.stopped_epoch_) == (31, 34)


def test_weights_that_were_set_in_between_are_kept():
    model = train(EarlyStopping(patience=1000), max_epochs=30)
    weights = [w + 1 for w in model.get_weights()]
    model.set_weights(weights)
    twin = train(EarlyStopping(patience=1000), max_epochs=30)
    twin.set_weights(weights)
    twin.callback_states_.clear()
    stopping = EarlyStopping(patience=1000, restore_best_weights=True)
    resumed(model, stopping, 40)
    resumed(twin, EarlyStopping(patience=1000), 40)
    assert model.history_["loss"].tolist() == twin.history_["loss"].tolist()


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_training_that_diverged_goes_on_from_its_best_weights():
    class Diverge(Callback):
        def on_epoch_end(self, model, epoch, logs):
            if epoch == 20:
                model._network.parameters[:] = np.nan

    stopping = EarlyStopping(patience=1000)
    model = train(Diverge(), stopping, max_epochs=25)
    assert np.isnan(model.history_["val_loss"][20:]).all()
    weights = model.get_weights()
    (state,) = model.callback_states_.values()
    assert state["last_weights"] is None
    stopping.on_train_begin(model)
    assert all(np.array_equal(a, b) for a, b in zip(weights, model.get_weights(), strict=True))


def test_a_callback_may_end_a_training_before_it_begins():
    class Never(Callback):
        def on_train_begin(self, model):
            model.stop_training = True

    model = train(Never())
    assert (model.epoch_, len(model.history_)) == (0, 0)
    X, y, _ = noisy()
    (model,) = fit_many([MLPClassifier(max_epochs=3)], X, y, callbacks=[[Never()]])
    assert (model.epoch_, len(model.history_)) == (0, 0)


def stopping_states():
    """Yield what a checkpoint may hold in place of what early stopping wrote."""
    array = np.zeros((2, 100))
    for state in (None, [], "state", {"epoch": 30}, {"epoch": 30, "more": 1}):
        yield state, "state of EarlyStopping"
    for name in ("epoch", "first_epoch", "evaluated_epoch", "best_epoch"):
        for value in (-1, 2.0, True, "1", 2**60):
            yield {name: value}, f"EarlyStopping's {name} is"
    yield {"epoch": None}, "epoch is None"
    yield {"best_epoch": None}, "a score without one"
    yield {"best_score": None}, "best epoch without a score"
    yield {"best_score": "0.5"}, "no float"
    yield {"best_score": 1}, "no float"
    for name in ("best_weights", "last_weights"):
        for value in ((), [], 3, [array], [array] * 4, ["array"] * 4):
            yield {name: value}, f"EarlyStopping's {name} (are not a list|have other shapes)"
    yield {"best_weights": None}, "last_weights without best_weights"
    shapes = [(2, 100), (100,), (100, 1), (1,)]
    yield {"best_weights": [np.full(shape, np.nan) for shape in shapes]}, "holds 200 values"
    yield {"best_weights": [np.zeros(shape, dtype=int) for shape in shapes]}, "of int64"
    yield {"best_weights": [np.zeros(shape).astype("O") for shape in shapes]}, "of object"


@pytest.mark.parametrize(("change", "message"), list(stopping_states()))
def test_tampered_states_of_early_stopping_are_refused(change, message):
    model = train(EarlyStopping(patience=1000), max_epochs=30)
    (name,) = model.callback_states_
    sound = model.callback_states_[name]
    is_part = type(change) is dict and change.keys() < sound.keys() and change != {"epoch": 30}
    model.callback_states_[name] = sound | change if is_part else change
    if change is None:
        del model.callback_states_[name]
        model.callback_states_[name] = 0
    with pytest.raises(ValueError, match=message):
        resumed(model, EarlyStopping(patience=1000))


# --- saving while training


def saved_epochs(folder):
    return [load_checkpoint(path).epoch for path in list_checkpoints(folder)]


def same_weights(model, other):
    return np.array_equal(model.get_state()["weights"], other.get_state()["weights"])


@pytest.mark.parametrize(
    ("every", "max_epochs", "epochs"),
    [(10, 25, [10, 20, 25]), (10, 20, [10, 20]), (1, 3, [1, 2, 3]), (50, 3, [3])],
)
def test_every_so_many_epochs_and_at_the_end(every, max_epochs, epochs, tmp_path):
    saving = ModelCheckpoint(str(tmp_path / "runs" / "1"), every=every)
    model = train(saving, max_epochs=max_epochs, evaluate_every=None)
    assert saving.saved_paths_ == list_checkpoints(tmp_path / "runs" / "1")
    assert [path.name for path in saving.saved_paths_] == [f"epoch_{e:06d}.ckpt" for e in epochs]
    assert saved_epochs(saving.folder) == epochs
    assert same_weights(load_checkpoint(saving.saved_paths_[-1]).model, model)


@pytest.mark.parametrize("is_first", [True, False])
def test_the_order_of_the_callbacks_does_not_matter(is_first, tmp_path):
    saving, stopping = ModelCheckpoint(tmp_path, every=7), EarlyStopping(patience=10)
    model = train(*([saving, stopping] if is_first else [stopping, saving]))
    stopped = stopping.stopped_epoch_
    assert stopped % 7
    assert saved_epochs(tmp_path) == [*range(7, stopped, 7), stopped]
    last = load_checkpoint(saving.saved_paths_[-1])
    # The last one holds the model before its best weights were restored.
    assert last.model.loss(*noisy()[2]) == last.history["val_loss"][-1]
    assert not same_weights(last.model, model)


def test_half_an_epoch_is_not_saved(tmp_path):
    train(ModelCheckpoint(tmp_path, every=10), FailAt(25, KeyboardInterrupt()))
    assert saved_epochs(tmp_path) == [10, 20]


def test_an_epoch_after_which_nobody_was_called_is_not_saved(tmp_path, monkeypatch):
    train_epoch = MLPClassifier._train_epoch

    def interrupted(model, X, targets):
        train_epoch(model, X, targets)
        if model.epoch_ == 25:
            model.stop_training = True
            raise KeyboardInterrupt

    monkeypatch.setattr(MLPClassifier, "_train_epoch", interrupted)
    train(ModelCheckpoint(tmp_path, every=10))
    assert saved_epochs(tmp_path) == [10, 20]


def test_only_the_best(tmp_path):
    saving = ModelCheckpoint(tmp_path, save_best_only=True)
    stopping = EarlyStopping(patience=10)
    model = train(saving, stopping)
    assert os.listdir(tmp_path) == ["best.ckpt"]
    best = load_checkpoint(tmp_path / "best.ckpt")
    assert best.epoch == stopping.best_epoch_ == saving._best.epoch
    assert same_weights(best.model, model)
    assert len(saving.saved_paths_) > 1
    assert set(saving.saved_paths_) == {tmp_path / "best.ckpt"}


def test_only_the_best_of_the_largest(tmp_path):
    train(ModelCheckpoint(tmp_path, save_best_only=True, monitor="val_accuracy", mode="max"))
    best = load_checkpoint(tmp_path / "best.ckpt")
    whole = train().history_["val_accuracy"]
    assert best.epoch == whole.argmax() + 1
    assert best.history["val_accuracy"][-1] == whole.max()


def test_a_resumed_training_is_the_whole_one(tmp_path):
    X, y, validation_data = noisy()
    whole = train(ModelCheckpoint(tmp_path / "whole", every=20))
    train(ModelCheckpoint(tmp_path / "run", every=20), FailAt(50, KeyboardInterrupt()))
    model = load_checkpoint(list_checkpoints(tmp_path / "run")[-1]).model
    assert model.epoch_ == 40
    saving = ModelCheckpoint(tmp_path / "run", every=20)
    model.fit(X, y, validation_data=validation_data, callbacks=[saving], resume=True)
    assert repr(model.get_state()) == repr(whole.get_state())
    for a, b in zip(*map(list_checkpoints, (tmp_path / "run", tmp_path / "whole")), strict=True):
        assert a.read_bytes() == b.read_bytes()


@pytest.mark.parametrize("is_better", [True, False])
def test_a_resumed_training_replaces_the_best_only_by_a_better_one(is_better, tmp_path):
    X, y, validation_data = noisy()
    saving = ModelCheckpoint(tmp_path, save_best_only=True)
    model = train(saving, max_epochs=55)
    best = (tmp_path / "best.ckpt").read_bytes()
    model.max_epochs = 56
    if is_better:
        model.history_.history["val_loss"] = [9.0] * 55
    model.fit(X, y, validation_data=validation_data, callbacks=[saving], resume=True)
    assert ((tmp_path / "best.ckpt").read_bytes() != best) == is_better
    assert len(saving.saved_paths_) == is_better


def test_resuming_without_a_history_of_the_metric(tmp_path):
    X, y, validation_data = noisy()
    model = MLPClassifier(max_epochs=2, random_state=0).partial_fit(X, y)
    saving = ModelCheckpoint(tmp_path, save_best_only=True)
    model.fit(X, y, validation_data=validation_data, callbacks=[saving], resume=True)
    assert load_checkpoint(tmp_path / "best.ckpt").epoch == 2


def test_runs_are_not_mixed(tmp_path):
    saving = ModelCheckpoint(tmp_path, every=5)
    train(saving, max_epochs=20)
    other = tmp_path / "own.ckpt"
    other.write_bytes(b"a file that somebody put here")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(ValueError, match=r"has 4 checkpoints of an earlier run, such as epoch_0"):
        train(ModelCheckpoint(tmp_path, save_best_only=True), max_epochs=5)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
    train(ModelCheckpoint(tmp_path, every=4, overwrite=True), max_epochs=5)
    assert sorted(os.listdir(tmp_path)) == ["epoch_000004.ckpt", "epoch_000005.ckpt", "own.ckpt"]
    train(ModelCheckpoint(tmp_path, save_best_only=True, overwrite=True), max_epochs=5)
    assert sorted(os.listdir(tmp_path)) == ["best.ckpt", "own.ckpt"]


def test_a_full_disk_ends_the_training_and_keeps_what_was_saved(tmp_path, monkeypatch):
    X, y, _ = noisy()
    saving, replace = ModelCheckpoint(tmp_path, every=1), os.replace

    def fail_later(source, target):
        if "3" in target.name:
            raise OSError("disk full")
        replace(source, target)

    monkeypatch.setattr(checkpoint_module.os, "replace", fail_later)
    with pytest.raises(OSError, match="disk full"):
        MLPClassifier(max_epochs=5).fit(X, y, callbacks=[saving])
    assert saved_epochs(tmp_path) == [1, 2]
    assert len(os.listdir(tmp_path)) == 2


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"every": 0}, "every is 0; wanted an integer of at least 1"),
        ({"every": 2.0}, "every is 2.0"),
        ({"monitor": None}, "monitor is a NoneType"),
        ({"mode": "least"}, "mode is 'least'"),
        ({"overwrite": 1}, "overwrite is 1; wanted True or False"),
        ({"save_best_only": None}, "save_best_only is None; wanted True or False"),
    ],
)
def test_wrong_arguments_of_saving_are_refused(options, message, tmp_path):
    with pytest.raises(ValueError, match=message):
        ModelCheckpoint(tmp_path, **options)


# --- the progress bar


def bars(text):
    """Return what a bar showed, one after the other; each overwrites the one before."""
    return [bar.strip() for bar in text.replace("\n", "\r").split("\r") if bar.strip()]


class Watch(Callback):
    """Keeps the bar that another callback shows."""

    def __init__(self, progress):
        self.progress = progress

    def on_train_begin(self, model):
        self.bar = self.progress.bar_


def test_the_bar_shows_epochs_and_losses(capsys):
    progress = ProgressBar()
    model = train(progress, max_epochs=30, evaluate_every=10)
    shown = bars(capsys.readouterr().err)
    assert "0/30" in shown[0]
    assert "30/30" in shown[-1]
    losses = [model.history_[name][-1] for name in ("loss", "val_loss")]
    assert "loss={:.4f}, val_loss={:.4f}".format(*losses) in shown[-1]
    assert progress.bar_ is None


def test_without_validation_and_evaluation_the_bar_shows_less(capsys):
    train(ProgressBar(), max_epochs=5, validation_data=None)
    assert "loss=" in bars(capsys.readouterr().err)[-1]
    train(ProgressBar(), max_epochs=5, evaluate_every=None)
    shown = bars(capsys.readouterr().err)[-1]
    assert "5/5" in shown
    assert "loss" not in shown


def test_a_resumed_training_starts_where_it_was(capsys):
    X, y, validation_data = noisy()
    model = train(max_epochs=20)
    model.max_epochs = 30
    model.fit(X, y, validation_data=validation_data, callbacks=[ProgressBar()], resume=True)
    shown = bars(capsys.readouterr().err)
    assert "20/30" in shown[0]
    assert "30/30" in shown[-1]


@pytest.mark.parametrize(
    ("other", "end"),
    [
        (Callback(), "60/60"),
        (StopAt(50), "50/50"),  # it is all that there was to do
        (FailAt(50, KeyboardInterrupt()), "/60"),
        (FailAt(50, FloatingPointError()), "/60"),
        (FailAtTheEnd(), "60/60"),
    ],
    ids=lambda other: type(other).__name__,
)
@pytest.mark.parametrize("is_first", [True, False])
def test_the_bar_is_closed_whatever_ended_the_training(other, end, is_first, capsys):
    progress = ProgressBar()
    watch = Watch(progress)
    train(*([other, progress, watch] if is_first else [progress, watch, other]))
    text = capsys.readouterr().err
    assert watch.bar.disable  # tqdm's word for a closed one
    assert progress.bar_ is None
    assert end in bars(text)[-1]
    assert text.endswith("\n")


class FailAtTheBeginning(Callback):
    def on_train_begin(self, model):
        raise OSError("no such folder")


@pytest.mark.parametrize("many", [True, False])
def test_the_bar_is_closed_if_the_training_does_not_begin(many, capsys):
    X, y, _ = noisy()
    progress, late = ProgressBar(), ProgressBar()
    watch = Watch(progress)
    callbacks, model = [progress, watch, FailAtTheBeginning(), late], MLPClassifier(max_epochs=3)
    with pytest.raises(OSError, match="no such folder"):
        fit_many([model], X, y, callbacks=[callbacks]) if many else model.fit(
            X, y, callbacks=callbacks
        )
    assert watch.bar.disable
    assert progress.bar_ is None
    assert len(bars(capsys.readouterr().err)) == 2  # it was shown, and shown as it was closed


def run(code):
    """Run code in a fresh process that finds the same library; return its two outputs."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(Path(goodpractice.__file__).parents[1])},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


TRAIN = """
from goodpractice.callbacks import ProgressBar
from goodpractice.neural_network import MLPClassifier
MLPClassifier(max_epochs=7).fit([[0.0], [1.0]], [0, 1], callbacks=[ProgressBar()])
"""


def test_a_notebook_without_widgets_gets_a_bar_of_text_and_no_warning():
    code = """
import sys, types, warnings
import IPython
sys.modules["ipywidgets"] = None
IPython.get_ipython = lambda: types.SimpleNamespace(config={"IPKernelApp": {}})
warnings.simplefilter("error")
"""
    shown = bars(run(code + TRAIN)[1])
    assert "7/7" in shown[-1]
    assert all("/7" in bar for bar in shown)


def test_without_tqdm_the_bar_says_how_to_install_it():
    code = """
import sys
sys.modules["tqdm"] = None
try:
    {}
except ImportError as error:
    print(error)
""".format(TRAIN.replace("\n", "\n    "))
    assert "Install it with `python -m pip install tqdm`" in run(code)[0]


def test_the_library_needs_numpy_and_matplotlib_alone():
    # Every module is imported and some of each is used, and nothing else can be imported: only
    # Python, the two, and what matplotlib requires.
    out, _ = run("""
import importlib, pkgutil, sys

ALLOWED = {"goodpractice", "numpy", "matplotlib", "mpl_toolkits", "contourpy", "cycler",
           "dateutil", "fontTools", "kiwisolver", "packaging", "PIL", "pyparsing", "six"}

class Hide:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        is_own = top in sys.stdlib_module_names or top.startswith("_sysconfigdata")
        if top not in ALLOWED and not is_own:
            raise ModuleNotFoundError(f"{name} is hidden", name=name)

sys.meta_path.insert(0, Hide())
import goodpractice
for module in pkgutil.iter_modules(goodpractice.__path__):
    importlib.import_module(f"goodpractice.{module.name}")
import matplotlib
matplotlib.use("Agg")
from goodpractice.datasets import make_sine
from goodpractice.neural_network import MLPClassifier, fit_many
from goodpractice.plotting import plot_decision_boundary, plot_history
X, y = make_sine(50, random_state=0)
model, = fit_many([MLPClassifier(max_epochs=5)], X, y)
plot_history(model.history_)[0].figure.canvas.draw()
plot_decision_boundary(model, X, y).figure.canvas.draw()
try:
    import tqdm
except ModuleNotFoundError as error:
    print(error)
""")
    assert out == "tqdm is hidden\n"


# --- weights epoch by epoch


@pytest.mark.parametrize(
    ("every", "max_epochs", "epochs"),
    [(1, 3, [0, 1, 2, 3]), (2, 5, [0, 2, 4, 5]), (10, 4, [0, 4]), (5, 10, [0, 5, 10])],
)
def test_weights_are_kept_at_the_epochs_that_were_asked_for(every, max_epochs, epochs):
    record = RecordWeights(every)
    train(record, max_epochs=max_epochs)
    assert record.epochs_ == [epoch for epoch, _ in record] == epochs
    assert len(record) == len(record.weights_) == len(epochs)
    for epoch, weights in record:
        expected = train(max_epochs=epoch).get_weights()
        assert all(np.array_equal(a, b) for a, b in zip(weights, expected, strict=True))


@pytest.mark.parametrize("is_first", [True, False])
def test_the_last_weights_are_kept_where_patience_ended_the_training(is_first):
    record, stopping = RecordWeights(every=1000), EarlyStopping(patience=10)
    model = train(*([record, stopping] if is_first else [stopping, record]))
    assert record.epochs_ == [0, stopping.stopped_epoch_]
    assert not np.array_equal(record.weights_[-1][0], model.get_weights()[0])


def test_recording_again_starts_afresh_and_resuming_where_it_was():
    X, y, validation_data = noisy()
    record = RecordWeights()
    train(record, max_epochs=4)
    model = train(record, max_epochs=2)
    assert record.epochs_ == [0, 1, 2]
    model.max_epochs = 4
    model.fit(X, y, validation_data=validation_data, callbacks=[record], resume=True)
    assert record.epochs_ == [2, 3, 4]


def test_recording_refuses():
    with pytest.raises(ValueError, match="every is 0; wanted an integer of at least 1"):
        RecordWeights(0)
