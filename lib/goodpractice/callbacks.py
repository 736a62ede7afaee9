"""What happens between two epochs of a training, and the record of how it went."""

from __future__ import annotations

import numbers
from typing import Any

import numpy as np

from ._validation import check_integer, check_keys

__all__ = ["Callback", "History"]

# Limits on a restored History: what comes from outside must not fill the memory.
_MAX_METRICS = 100
_MAX_NAME_LENGTH = 100
_MAX_EPOCH = 2**53


class Callback:
    """Something that is called as a training goes on: a base class whose methods do nothing.

    Override the methods you need and pass an instance to ``fit(..., callbacks=[...])``. To end
    the training, set ``model.stop_training = True`` in `on_epoch_end`.

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
                raise ValueError(f"{name} is a {type(value).__name__}; wanted a number.")
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
