"""What happens between two epochs of a training, and the record of how it went."""

from __future__ import annotations

import math
import numbers
import os
import warnings
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np

from ._validation import (
    check_boolean,
    check_choice,
    check_float_array,
    check_integer,
    check_keys,
    check_methods,
    check_number,
    check_path,
    kind_of,
)

__all__ = [
    "Callback",
    "EarlyStopping",
    "History",
    "ModelCheckpoint",
    "ProgressBar",
    "RecordWeights",
]

# Limits on a restored History: what comes from outside must not fill the memory.
_MAX_METRICS = 100
_MAX_NAME_LENGTH = 100
_MAX_EPOCH = 2**53


class Callback:
    """Something that is called as a training goes on: a base class whose methods do nothing.

    Override the methods you need and pass an instance to ``fit(..., callbacks=[...])``. To end
    the training, set ``model.stop_training = True`` in `on_epoch_end`.

    Callbacks are called in the order of the list, but `ModelCheckpoint` and `RecordWeights` come
    last: what they keep is what the others have left. What a callback has to remember for a resumed
    training it writes into the dict ``model.callback_states_``, under a name of its own and as
    plain data: a checkpoint holds it.

    Examples
    --------
    >>> class PrintLoss(Callback):
    ...     def on_epoch_end(self, model, epoch, logs):
    ...         print(epoch, sorted(logs))
    >>> from goodpractice.neural_network import MLPClassifier
    >>> model = MLPClassifier(max_epochs=2, random_state=0)
    >>> _ = model.fit([[0.0], [1.0]], [0, 1], callbacks=[PrintLoss()])
    1 ['accuracy', 'loss']
    2 ['accuracy', 'loss']
    """

    def on_train_begin(self, model: Any) -> None:
        """Do something before the first epoch; the model has its initial weights.

        Parameters
        ----------
        model : MLPClassifier
            The model that is trained.
        """

    def on_epoch_end(self, model: Any, epoch: int, logs: dict[str, float]) -> None:
        """Do something after an epoch.

        Parameters
        ----------
        model : MLPClassifier
            The model that is trained.
        epoch : int
            How many epochs are done, so 1 after the first.
        logs : dict of str to float
            The metrics of the model as it is now: loss, accuracy and, with validation data,
            val_loss and val_accuracy. Empty at an epoch at which they are not evaluated.
        """

    def on_train_end(self, model: Any) -> None:
        """Do something after the last epoch, whatever ended the training, an error included.

        Parameters
        ----------
        model : MLPClassifier
            The model that is trained.
        """


def begin_training(callbacks: Iterable[tuple[Callback, Any]]) -> None:
    """Tell callbacks that a training begins; if one refuses it, tell those before it of the end.

    Parameters
    ----------
    callbacks : iterable of tuple (Callback, MLPClassifier)
        The callbacks, each with its model.
    """
    with ExitStack() as stack:
        for callback, model in callbacks:
            callback.on_train_begin(model)
            stack.callback(callback.on_train_end, model)
        stack.pop_all()  # all of them have begun: nobody is told of an end yet


class History(Callback):
    """The metrics of a training, each value stored with the epoch it belongs to.

    ``fit`` makes one and leaves it in ``model.history_``. A training loop written by hand makes
    its own and calls `record`.

    Attributes
    ----------
    epochs : list of int
        The epochs at which metrics were recorded, in rising order.
    history : dict of str to list of float
        The values of each metric; all lists are as long as `epochs`.

    Examples
    --------
    >>> history = History()
    >>> history.record(5, loss=0.7, accuracy=0.5)
    >>> history.record(10, loss=0.4, accuracy=0.8)
    >>> history
    History(2 records, epochs 5 to 10: loss, accuracy)
    >>> history["loss"]
    array([0.7, 0.4])
    """

    def __init__(self) -> None:
        self.epochs: list[int] = []
        self.history: dict[str, list[float]] = {}

    def record(self, epoch: int, **values: float) -> None:
        """Store the metrics of one epoch.

        Parameters
        ----------
        epoch : int
            The epoch, greater than the last one recorded.
        **values : float
            The metrics by name, the same names every time. NaN and infinity are stored as they
            are: a training that diverges should be seen.

        Raises
        ------
        ValueError
            If the epoch is not greater than the last one, the names are not those of the first
            record, or a value is not a number.
        """
        epoch = check_integer(epoch, "epoch", maximum=_MAX_EPOCH)
        if self.epochs and epoch <= self.epochs[-1]:
            raise ValueError(
                f"epoch is {epoch}, but epoch {self.epochs[-1]} is already recorded; wanted a "
                "later one. For a new training, make a new History()."
            )
        if not values or (self.epochs and values.keys() != self.history.keys()):
            wanted = ", ".join(self.history) or "at least one metric, such as loss=0.5"
            raise ValueError(f"Got the metrics {', '.join(values) or 'none'}; wanted {wanted}.")
        for name, value in values.items():
            if not isinstance(value, numbers.Real):
                raise ValueError(f"{name} is {kind_of(value)}; wanted a number.")
        self.epochs.append(epoch)
        for name, value in values.items():
            self.history.setdefault(name, []).append(float(value))

    def on_epoch_end(self, model: Any, epoch: int, logs: dict[str, float]) -> None:
        """Record the metrics, at epochs at which there are any.

        Parameters
        ----------
        model : MLPClassifier
            The model that is trained; it is not used.
        epoch : int
            How many epochs are done.
        logs : dict of str to float
            The metrics.
        """
        if logs:
            self.record(epoch, **logs)

    def get_state(self) -> dict[str, Any]:
        """Return everything as plain data, which JSON can hold as well.

        Returns
        -------
        dict
            What `from_state` takes; a copy.
        """
        return {
            "epochs": list(self.epochs),
            "history": {name: list(values) for name, values in self.history.items()},
        }

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> History:
        """Make a History from the plain data of another one.

        Parameters
        ----------
        state : dict
            What `get_state` gave.

        Returns
        -------
        History
            An equal one.

        Raises
        ------
        ValueError
            If the state is not what `get_state` gives.
        """
        check_keys(state, "history state", ("epochs", "history"))
        epochs, metrics = state["epochs"], state["history"]
        if type(epochs) is not list or type(metrics) is not dict or len(metrics) > _MAX_METRICS:
            raise ValueError(
                "history state is wrong; wanted a list of epochs and a dict of lists."
            )
        for name, values in metrics.items():
            if type(name) is not str or len(name) > _MAX_NAME_LENGTH:
                raise ValueError("history state has a metric whose name is not a short string.")
            if type(values) is not list or any(type(value) is not float for value in values):
                raise ValueError(f"history state has a metric {name} that is no list of floats.")
            if len(values) != len(epochs):
                raise ValueError(
                    f"history state has {len(values)} values of {name} for {len(epochs)} epochs."
                )
        previous = -1
        for epoch in epochs:
            if type(epoch) is not int or not previous < epoch <= _MAX_EPOCH:
                raise ValueError("history state has epochs that are not integers in rising order.")
            previous = epoch
        if bool(epochs) != bool(metrics):
            raise ValueError("history state has epochs without metrics or metrics without epochs.")
        history = cls()
        history.epochs = list(epochs)
        history.history = {name: list(values) for name, values in metrics.items()}
        return history

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self.history:
            raise KeyError(f"no metric {name!r}; recorded: {', '.join(self.history) or 'none'}")
        return np.array(self.history[name])

    def __contains__(self, name: object) -> bool:
        return name in self.history

    def __len__(self) -> int:
        return len(self.epochs)

    def __repr__(self) -> str:
        if not self.epochs:
            return "History(0 records)"
        n = len(self.epochs)
        return (
            f"History({n} record{'s' if n > 1 else ''}, epochs {self.epochs[0]} to "
            f"{self.epochs[-1]}: {', '.join(self.history)})"
        )


def in_calling_order(callbacks: Iterable[Callback]) -> list[Callback]:
    """Return callbacks in the order in which they are called: those that keep things come last.

    Parameters
    ----------
    callbacks : iterable of Callback
        The callbacks of a training, as they were given.

    Returns
    -------
    list of Callback
        The same ones.

    Raises
    ------
    ValueError
        If it is no list of callbacks.
    """
    if isinstance(callbacks, Callback) or not np.iterable(callbacks):
        raise ValueError(f"callbacks is {kind_of(callbacks)}; wanted a list, such as [History()].")
    callbacks = list(callbacks)
    for i, callback in enumerate(callbacks):
        methods = ("on_train_begin", "on_epoch_end", "on_train_end")
        check_methods(callback, f"callbacks[{i}]", methods)
    last = (ModelCheckpoint, RecordWeights)
    return sorted(callbacks, key=lambda callback: isinstance(callback, last))


def is_improvement(value: Any, best: Any, min_delta: float) -> Any:
    """Tell whether a value is less than the best one so far by more than `min_delta`.

    The arithmetic is that of Keras's EarlyStopping, down to the rounding: with infinity as the
    best value before there is one, neither infinity nor NaN ever improves.

    Parameters
    ----------
    value, best : float or ndarray of float64
        Values of which small ones are good. Where large ones are, give both with a minus.
    min_delta : float
        What a smaller value must be smaller by.

    Returns
    -------
    bool or ndarray of bool
        Whether it is an improvement, for each value.
    """
    return value + min_delta < best


class RecordWeights(Callback):
    """Keep the weights of a training epoch by epoch, to look at them later.

    ``plotting.animate_training`` shows how the decision boundary moved.

    Parameters
    ----------
    every : int, default 1
        Keep the weights after every so many epochs. Those at the beginning and at the end are
        kept as well.

    Attributes
    ----------
    epochs_ : list of int
        The epochs whose weights were kept, in rising order.
    weights_ : list of list of ndarray of float64
        The weights at each of them, as ``model.get_weights()`` gives them.

    Raises
    ------
    ValueError
        If the argument is out of range.

    Notes
    -----
    It takes the memory of the weights once for every epoch that is kept. What is kept at the
    last epoch are the weights before `EarlyStopping` restores better ones.

    Examples
    --------
    >>> from goodpractice.neural_network import MLPClassifier
    >>> record = RecordWeights(every=10)
    >>> model = MLPClassifier((), max_epochs=25, random_state=0)
    >>> _ = model.fit([[0.0], [1.0]], [0, 1], callbacks=[record])
    >>> record.epochs_
    [0, 10, 20, 25]
    >>> [len(weights) for epoch, weights in record]
    [2, 2, 2, 2]
    """

    def __init__(self, every: int = 1) -> None:
        self.every = check_integer(every, "every", minimum=1)
        self.epochs_: list[int] = []
        self.weights_: list[list[np.ndarray]] = []

    def on_train_begin(self, model: Any) -> None:
        """Forget an earlier training, and keep the weights that this one begins with.

        Parameters
        ----------
        model : MLPClassifier
            The model that is trained.
        """
        self.epochs_, self.weights_ = [], []
        self._keep(model, model.epoch_)

    def on_epoch_end(self, model: Any, epoch: int, logs: dict[str, float]) -> None:
        """Keep the weights if it is time to.

        Parameters
        ----------
        model : MLPClassifier
            The model that is trained.
        epoch : int
            How many epochs are done.
        logs : dict of str to float
            The metrics; they are not used.
        """
        if epoch % self.every == 0 or epoch == model.max_epochs or model.stop_training:
            self._keep(model, epoch)

    def _keep(self, model: Any, epoch: int) -> None:
        self.epochs_.append(epoch)
        self.weights_.append([w.copy() for w in model.get_weights()])

    def __iter__(self) -> Iterator[tuple[int, list[np.ndarray]]]:
        return zip(self.epochs_, self.weights_, strict=True)

    def __len__(self) -> int:
        return len(self.epochs_)


class _BestScore:
    """The best value of a metric so far, and the epoch it belongs to."""

    def __init__(self, monitor: str, mode: str, min_delta: float = 0.0) -> None:
        if not isinstance(monitor, str):
            raise ValueError(f"monitor is {kind_of(monitor)}; wanted a metric's name.")
        self.monitor = monitor
        self.sign = {"min": -1, "max": 1}[check_choice(mode, "mode", ("min", "max"))]
        self.min_delta = check_number(min_delta, "min_delta", minimum=0)
        self.reset()

    def reset(self) -> None:
        self.epoch: int | None = None
        self.score: float | None = None
        self.was_evaluated = False

    def update(self, epoch: int, logs: dict[str, float]) -> bool:
        """Return whether an epoch improved the score by more than min_delta, and note it."""
        if self.monitor not in logs:
            raise ValueError(
                f"monitor is {self.monitor!r}, but this training evaluates "
                f"{', '.join(map(repr, logs))}. For 'val_loss' and 'val_accuracy', pass "
                "validation_data to fit."
            )
        self.was_evaluated = True
        value = float(logs[self.monitor])
        best = math.inf if self.score is None else -self.sign * self.score
        if not is_improvement(-self.sign * value, best, self.min_delta):
            return False
        self.epoch, self.score = epoch, value
        return True

    def check_was_evaluated(self, model: Any) -> None:
        """Refuse a training that went to its end and was never evaluated."""
        if not self.was_evaluated and 0 < model.max_epochs <= model.epoch_:
            raise ValueError(
                f"monitor is {self.monitor!r}, but this training evaluated nothing; wanted an "
                "evaluate_every other than None."
            )


class EarlyStopping(Callback):
    """Stop the training when a metric no longer improves, and go back to the best weights.

    Parameters
    ----------
    monitor : str, default "val_loss"
        The metric to watch.
    min_delta : float, default 0.0
        Only a change by more than this counts as an improvement.
    patience : int, default 10
        The training stops when so many epochs in a row brought no improvement. If ``fit`` has
        an ``evaluate_every`` above 1, the epochs between count as well, and it stops at the next
        epoch that is evaluated.
    mode : {"min", "max"}, default "min"
        Whether small values are good, as of a loss, or large ones, as of an accuracy.
    restore_best_weights : bool, default True
        Whether the model gets back the weights of `best_epoch_` at the end, whatever it was that
        ended the training: patience, the last epoch, another callback or an error.

    Attributes
    ----------
    best_epoch_ : int or None
        The epoch of the last improvement. None if there was none.
    best_score_ : float or None
        The value of the metric at that epoch.
    stopped_epoch_ : int or None
        The epoch after which patience ended the training. None if something else ended it.

    Raises
    ------
    ValueError
        If an argument is out of range. In a training, if it does not evaluate the metric.

    Notes
    -----
    With `mode` "min", an epoch is an improvement if ``value < best_score_ - min_delta``, as in
    Keras; the first finite value is one as well, NaN never is. So with a `min_delta` above 0 an
    epoch can have a slightly better value than `best_epoch_`. Training stops at the first
    evaluated epoch t with ``t - best_epoch_ >= patience``. As long as there was no improvement
    at all, the epoch that the training began with stands for `best_epoch_`.

    `fit_many`, given a `patience`, stops its members by the same rule.

    Patience notices the best epoch only afterwards, so training always goes on for too long [1]_;
    this is why weights are restored. Only weights are: ``epoch_``, ``history_`` and the
    optimizer stay as they were at the last epoch.

    Each training starts afresh, but for one that ``fit(..., resume=True)`` resumes: that stops
    where it would have stopped without the interruption, with the same weights. What it takes is
    in the model and in its checkpoints: the best score so far, its epoch and weights, and the
    weights of the last epoch, with which the training goes on. If the model was trained in
    between without early stopping, counting starts afresh at the epoch it has come to.

    References
    ----------
    .. [1] L. Prechelt, "Early stopping, but when?", in Neural networks: tricks of the trade,
       Springer, 1998.

    Examples
    --------
    >>> from goodpractice.datasets import make_sine
    >>> from goodpractice.neural_network import MLPClassifier
    >>> X, y = make_sine(200, label_noise=0.2, random_state=0)
    >>> X_valid, y_valid = make_sine(200, label_noise=0.2, random_state=1)
    >>> stopping = EarlyStopping(patience=20)
    >>> model = MLPClassifier((50,), max_epochs=1000, random_state=0)
    >>> _ = model.fit(X, y, validation_data=(X_valid, y_valid), callbacks=[stopping])
    >>> model.epoch_ == stopping.stopped_epoch_ == stopping.best_epoch_ + 20
    True
    >>> model.loss(X_valid, y_valid) == stopping.best_score_
    True
    """

    def __init__(
        self,
        monitor: str = "val_loss",
        *,
        min_delta: float = 0.0,
        patience: int = 10,
        mode: str = "min",
        restore_best_weights: bool = True,
    ) -> None:
        self._best = _BestScore(monitor, mode, min_delta)
        self.patience = check_integer(patience, "patience", minimum=1)
        self.restore_best_weights = check_boolean(restore_best_weights, "restore_best_weights")
        self._start(0)

    def _start(self, first_epoch: int) -> None:
        self._best.reset()
        self._best_weights: list[np.ndarray] | None = None
        self._first_epoch = self._epoch = first_epoch
        self._evaluated_epoch: int | None = None
        self.stopped_epoch_: int | None = None

    @property
    def best_epoch_(self) -> int | None:
        """The epoch of the last improvement."""
        return self._best.epoch

    @property
    def best_score_(self) -> float | None:
        """The value of the metric at that epoch."""
        return self._best.score

    @property
    def monitor(self) -> str:
        """The metric to watch."""
        return self._best.monitor

    @property
    def mode(self) -> str:
        """Whether small values of it are good, "min", or large ones, "max"."""
        return "min" if self._best.sign < 0 else "max"

    @property
    def min_delta(self) -> float:
        """Only a change by more than this counts as an improvement."""
        return self._best.min_delta

    def find_best_epoch(self, history: History) -> int | None:
        """Return the epoch whose weights this would have kept, from the record of a training.

        Parameters
        ----------
        history : History
            The record; it has the metric to watch.

        Returns
        -------
        int or None
            The epoch of the last improvement. None if there was none.

        Raises
        ------
        ValueError
            If that is no history.
        KeyError
            If the metric was not recorded.

        Examples
        --------
        >>> history = History()
        >>> for epoch, loss in enumerate([0.6, 0.4, 0.5], start=1):
        ...     history.record(epoch, val_loss=loss)
        >>> EarlyStopping().find_best_epoch(history)
        2
        """
        if not isinstance(history, History):
            raise ValueError(
                f"history is {type(history).__name__}; wanted the History of a training."
            )
        best = _BestScore(self.monitor, self.mode, self.min_delta)
        for epoch, value in zip(history.epochs, history[self.monitor].tolist(), strict=True):
            best.update(epoch, {self.monitor: value})
        return best.epoch

    def on_train_begin(self, model: Any) -> None:
        """Forget an earlier training, unless it is the one that is resumed.

        Parameters
        ----------
        model : MLPClassifier
            The model that is trained.

        Raises
        ------
        ValueError
            If the model was loaded from a checkpoint that was tampered with.
        """
        self._start(model.epoch_)
        state = getattr(model, "callback_states_", {}).get(self._name)
        if state is not None:
            self._recall(model, _check_stopping_state(state, model.get_weights()))
        self._remember(model)

    def on_epoch_end(self, model: Any, epoch: int, logs: dict[str, float]) -> None:
        """Keep the weights if they are the best so far, else stop if patience is at its end.

        Parameters
        ----------
        model : MLPClassifier
            The model that is trained.
        epoch : int
            How many epochs are done.
        logs : dict of str to float
            The metrics. Nothing happens if it is empty.

        Raises
        ------
        ValueError
            If the metric to watch is not among them.
        """
        self._epoch = epoch
        if logs:
            self._evaluated_epoch = epoch
            if self._best.update(epoch, logs) and self.restore_best_weights:
                self._best_weights = [w.copy() for w in model.get_weights()]
            self._stop_if_out_of_patience(model)
        self._remember(model)

    def _stop_if_out_of_patience(self, model: Any) -> None:
        last = self._first_epoch if self.best_epoch_ is None else self.best_epoch_
        if self._evaluated_epoch - last >= self.patience and self.stopped_epoch_ is None:
            self.stopped_epoch_ = self._evaluated_epoch
            model.stop_training = True

    def on_train_end(self, model: Any) -> None:
        """Give the model its best weights.

        Parameters
        ----------
        model : MLPClassifier
            The model that was trained.

        Raises
        ------
        ValueError
            If the training went to its end and was never evaluated.
        """
        if self._best_weights is not None:
            last_weights = [w.copy() for w in model.get_weights()]
            if all(np.isfinite(w).all() for w in last_weights):  # else nothing can go on with them
                self._remember(model, last_weights)
            model.set_weights(self._best_weights)
            self._best_weights = None
        self._best.check_was_evaluated(model)

    # --- what a resumed training needs

    @property
    def _name(self) -> str:
        mode = "min" if self._best.sign < 0 else "max"
        return f"EarlyStopping({self._best.monitor}, {mode}, {self.restore_best_weights})"

    def _remember(self, model: Any, last_weights: list[np.ndarray] | None = None) -> None:
        """Write into the model what `_recall` needs; nothing of it is changed later."""
        getattr(model, "callback_states_", {})[self._name] = {
            "epoch": self._epoch,
            "first_epoch": self._first_epoch,
            "evaluated_epoch": self._evaluated_epoch,
            "best_epoch": self.best_epoch_,
            "best_score": self.best_score_,
            "best_weights": self._best_weights,
            "last_weights": last_weights,
        }

    def _recall(self, model: Any, state: dict[str, Any]) -> None:
        """Go on where a training was interrupted, if the model is as it was then."""
        if state["epoch"] != model.epoch_:
            return
        self._first_epoch = state["first_epoch"]
        self._evaluated_epoch = state["evaluated_epoch"]
        self._best.epoch, self._best.score = state["best_epoch"], state["best_score"]
        self._best_weights = state["best_weights"]
        if state["last_weights"] is not None and _are_equal(
            model.get_weights(), self._best_weights
        ):
            model.set_weights(state["last_weights"])
        if self._evaluated_epoch is not None:
            self._best.was_evaluated = True
            self._stop_if_out_of_patience(model)


_STOPPING_KEYS = (
    "epoch",
    "first_epoch",
    "evaluated_epoch",
    "best_epoch",
    "best_score",
    "best_weights",
    "last_weights",
)


def _check_stopping_state(state: Any, weights: list[np.ndarray]) -> dict[str, Any]:
    """Return what `EarlyStopping` remembers, if it is possible for a model with such weights."""
    check_keys(state, "state of EarlyStopping", _STOPPING_KEYS)
    for name in ("epoch", "first_epoch", "evaluated_epoch", "best_epoch"):
        none_ok = name in ("evaluated_epoch", "best_epoch")
        check_integer(state[name], f"EarlyStopping's {name}", maximum=_MAX_EPOCH, none_ok=none_ok)
    if (state["best_epoch"] is None) != (state["best_score"] is None):
        raise ValueError("EarlyStopping has a best epoch without a score, or a score without one.")
    if state["best_score"] is not None and type(state["best_score"]) is not float:
        raise ValueError("EarlyStopping's best_score is no float.")
    for name in ("best_weights", "last_weights"):
        arrays = state[name]
        if arrays is None:
            continue
        if type(arrays) is not list or len(arrays) != len(weights):
            raise ValueError(f"EarlyStopping's {name} are not a list of {len(weights)} arrays.")
        for array, own in zip(arrays, weights, strict=True):
            if type(array) is not np.ndarray or array.shape != own.shape:
                raise ValueError(f"EarlyStopping's {name} have other shapes than the model's.")
            check_float_array(array.reshape(-1), f"EarlyStopping's {name}", own.size)
    if state["last_weights"] is not None and state["best_weights"] is None:
        raise ValueError("EarlyStopping has last_weights without best_weights.")
    return state


def _are_equal(arrays: list[np.ndarray], others: list[np.ndarray]) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(arrays, others, strict=True))


class ModelCheckpoint(Callback):
    """Save the model as it is trained: every so many epochs and at the end, or only the best.

    Parameters
    ----------
    folder : str or path-like
        The folder of this run, and of no other. It is made if it is missing.
    every : int, default 10
        Save after every so many epochs, and after the last one, as ``epoch_000010.ckpt``.
    save_best_only : bool, default False
        Save each time that the metric improves, as ``best.ckpt``, and nothing else. `every` is
        not used then.
    monitor : str, default "val_loss"
        The metric to watch if only the best is saved.
    mode : {"min", "max"}, default "min"
        Whether small values of it are good, as of a loss, or large ones, as of an accuracy.
    overwrite : bool, default False
        Whether a new training may delete the checkpoints of an earlier run that are in the
        folder. A resumed training keeps them anyway.

    Attributes
    ----------
    saved_paths_ : list of Path
        The files that this training has written, in order.

    Raises
    ------
    ValueError
        If an argument is out of range. In a training, if the folder has checkpoints of an
        earlier run, the metric is not evaluated, or the model's weights are NaN.

    Notes
    -----
    If an error ends the training, the epoch it interrupted is not saved: half an epoch cannot
    be resumed exactly. What was saved before stays.

    Where this stands in the list of callbacks does not matter: it is called after all others.
    What is saved is the model at the end of an epoch, before `EarlyStopping` restores weights,
    and what that callback remembers.

    Examples
    --------
    >>> import tempfile
    >>> from goodpractice.checkpoint import list_checkpoints, load_checkpoint
    >>> from goodpractice.neural_network import MLPClassifier
    >>> X, y = [[0.0], [1.0]], [0, 1]
    >>> model = MLPClassifier((), max_epochs=25, random_state=0)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = model.fit(X, y, callbacks=[ModelCheckpoint(folder, every=10)])
    ...     [path.name for path in list_checkpoints(folder)]
    ...     resumed = load_checkpoint(f"{folder}/epoch_000010.ckpt").model
    ['epoch_000010.ckpt', 'epoch_000020.ckpt', 'epoch_000025.ckpt']
    >>> resumed.fit(X, y, resume=True).loss(X, y) == model.loss(X, y)
    True
    """

    def __init__(
        self,
        folder: str | os.PathLike[str],
        *,
        every: int = 10,
        save_best_only: bool = False,
        monitor: str = "val_loss",
        mode: str = "min",
        overwrite: bool = False,
    ) -> None:
        self.folder = check_path(folder, "folder")
        self.every = check_integer(every, "every", minimum=1)
        self.save_best_only = check_boolean(save_best_only, "save_best_only")
        self.overwrite = check_boolean(overwrite, "overwrite")
        self.saved_paths_: list[Path] = []
        self._best = _BestScore(monitor, mode)

    def on_train_begin(self, model: Any) -> None:
        """Look at the folder: a new training wants none with checkpoints of another run.

        Parameters
        ----------
        model : MLPClassifier
            The model that is trained.

        Raises
        ------
        ValueError
            If the folder has checkpoints, the training is a new one and may not overwrite.
        """
        self.saved_paths_ = []
        self._best.reset()
        if model.epoch_ == 0:
            self._clear_folder()
        elif self.save_best_only and self._best.monitor in model.history_:
            # What an interrupted training has saved is not replaced by something worse.
            scores = model.history_.history[self._best.monitor]
            for epoch, score in zip(model.history_.epochs, scores, strict=True):
                self._best.update(epoch, {self._best.monitor: score})

    def on_epoch_end(self, model: Any, epoch: int, logs: dict[str, float]) -> None:
        """Save the model if it is time to.

        Parameters
        ----------
        model : MLPClassifier
            The model that is trained.
        epoch : int
            How many epochs are done.
        logs : dict of str to float
            The metrics.

        Raises
        ------
        ValueError
            If only the best is saved and the metric is not evaluated.
        """
        if self.save_best_only:
            if logs and self._best.update(epoch, logs):
                self._save(model, "best.ckpt")
        elif epoch % self.every == 0 or epoch == model.max_epochs or model.stop_training:
            self._save(model, f"epoch_{epoch:06d}.ckpt")

    def on_train_end(self, model: Any) -> None:
        """Look whether there was anything to choose the best by.

        Parameters
        ----------
        model : MLPClassifier
            The model that was trained.

        Raises
        ------
        ValueError
            If only the best is saved and the training was never evaluated.
        """
        if self.save_best_only:
            self._best.check_was_evaluated(model)

    def _save(self, model: Any, name: str) -> None:
        # That module stands on this one, so it cannot be imported above.
        from .checkpoint import save_checkpoint

        self.saved_paths_.append(save_checkpoint(self.folder / name, model))

    def _clear_folder(self) -> None:
        own_names = ("epoch_*.ckpt", "best.ckpt")
        found = sorted(path for name in own_names for path in self.folder.glob(name))
        if found and not self.overwrite:
            raise ValueError(
                f"folder {self.folder} has {len(found)} checkpoints of an earlier run, such as "
                f"{found[0].name}; wanted a new folder for a new training, fit(resume=True) for "
                "the same one, or overwrite=True."
            )
        for path in found:
            path.unlink()


class ProgressBar(Callback):
    """Show how far a training is, with its losses, in a terminal or a notebook.

    It needs tqdm [1]_.

    Attributes
    ----------
    bar_ : tqdm.tqdm or None
        The bar of the training that is going on. None before and after.

    Raises
    ------
    ImportError
        If tqdm is not installed; the text says how to install it.

    Notes
    -----
    The bar counts epochs and shows loss and val_loss as they were last evaluated. It is closed
    whatever ends the training, so what is printed next starts on a line of its own. It is
    written to stderr. If a callback stops the training, the epochs that are left are taken off.

    In a notebook it is a widget if ipywidgets is installed, and text if not.

    References
    ----------
    .. [1] C. da Costa-Luis, "tqdm: a fast, extensible progress meter for Python and CLI",
       Journal of Open Source Software 4, 2019.

    Examples
    --------
    >>> from goodpractice.neural_network import MLPClassifier
    >>> model = MLPClassifier(max_epochs=50, random_state=0)
    >>> _ = model.fit([[0.0], [1.0]], [0, 1], callbacks=[ProgressBar()])
    """

    def __init__(self) -> None:
        self._tqdm = _import_tqdm()
        self.bar_: Any = None

    def on_train_begin(self, model: Any) -> None:
        """Show a bar, filled as far as a resumed training has come already.

        Parameters
        ----------
        model : MLPClassifier
            The model that is trained.
        """
        self.bar_ = self._tqdm(total=model.max_epochs, initial=model.epoch_, unit="epoch")

    def on_epoch_end(self, model: Any, epoch: int, logs: dict[str, float]) -> None:
        """Move the bar on.

        Parameters
        ----------
        model : MLPClassifier
            The model that is trained; it is not used.
        epoch : int
            How many epochs are done.
        logs : dict of str to float
            The metrics. At an epoch without any, those before stay.
        """
        shown = {name: f"{logs[name]:.4f}" for name in ("loss", "val_loss") if name in logs}
        if shown:
            self.bar_.set_postfix(shown, refresh=False)
        self.bar_.update(epoch - self.bar_.n)

    def on_train_end(self, model: Any) -> None:
        """Close the bar; what it shows stays.

        Parameters
        ----------
        model : MLPClassifier
            The model that was trained.
        """
        if model.stop_training:
            self.bar_.total = self.bar_.n  # else a notebook would show it in red, as a failure
        self.bar_.close()
        self.bar_ = None


def _import_tqdm() -> Any:
    """Return the class of bars that fits where this runs, a terminal or a notebook."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that a notebook without ipywidgets gets a text
            from tqdm.auto import tqdm
    except ImportError as error:
        raise ImportError(
            "ProgressBar needs tqdm, which is not installed. Install it with "
            "`python -m pip install tqdm`, or train without a progress bar."
        ) from error
    return tqdm
