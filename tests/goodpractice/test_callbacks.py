import json

import numpy as np
import pytest

from goodpractice.callbacks import Callback, History


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
        (13, {"loss": np.zeros(2), "accuracy": 1.0}, "loss is a ndarray"),
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
