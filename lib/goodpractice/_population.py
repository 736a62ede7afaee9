"""Many networks of one architecture, trained at once as stacked arrays.

For small networks NumPy spends most of its time on calls, not on numbers. So the parameters of
m networks lie in one array of shape (m, n_parameters), and every call works on all of them. What
a network alone computes on (n_samples, n_units) is computed here on (m, n_samples, n_units).
Compare `_Networks` with ``neural_network._Network``: it is the same arithmetic.

Networks with hidden layers of different sizes share a stack as well: each gets idle units until
it is as wide as the widest. All weights of an idle unit are 0 and its output is 0, so it adds
nothing to a sum, its gradients are exactly 0, and it stays idle (see `_idle_parameters`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from ._validation import _as_array, check_integer, check_number, check_random_state
from .callbacks import Callback, begin_training, in_calling_order, is_improvement
from .neural_network import (
    _ACTIVATIONS,
    _OPTIMIZERS,
    MLPClassifier,
    _check_samples,
    _class_codes,
    _count_parameters,
    _cross_entropy,
    _to_probabilities,
    _windows,
)

__all__ = ["fit_many"]

_SHARED_PARAMETERS = ("activation", "optimizer", "batch_size", "max_epochs")

# The members are trained in groups, so that the outputs of a layer for a batch, or the parameters,
# hold at most about this many numbers: they stay in the cache, and memory does not grow with m.
_GROUP_ELEMENTS = 2**15


def fit_many(
    models: Iterable[MLPClassifier],
    X: Any,
    y: Any,
    *,
    validation_data: tuple[Any, Any] | None = None,
    callbacks: Iterable[Iterable[Callback]] | None = None,
    evaluate_every: int | None = 1,
    patience: int | None = None,
    min_delta: float = 0.0,
) -> list[MLPClassifier]:
    """Train many models at once: what ``model.fit`` does for each of them, but faster.

    Each model draws the initial weights and the batches that it would draw alone, and computes
    the same. Only rounding differs: after 20 epochs the weights agree to about 9 digits or more.

    Parameters
    ----------
    models : iterable of MLPClassifier
        The members of the population, m in number. Their `activation`, `optimizer`,
        `batch_size`, `max_epochs` and the number of their hidden layers must be the same; the
        sizes of these layers, `learning_rate`, `alpha`, `init` and `random_state` may differ.
        What an earlier `fit` has learned is forgotten.
    X : array-like of float, shape (n_samples, n_features) or (m, n_samples, n_features)
        The training inputs: one set for all members, or one for each.
    y : array-like of labels, shape (n_samples,) or (n_samples, 1), or with m in front
        Their labels, of at least two classes; one set for all members if `X` is.
    validation_data : tuple of array-like (X, y), optional
        Samples to evaluate the members with as well: one set for all, or one for each.
    callbacks : iterable of m iterables of Callback, optional
        The callbacks of each member, for example ``[[Callback()] for _ in models]``. They see
        and do what they would in `fit`. Calling them takes time that stacking cannot save.
    evaluate_every : int or None, default 1
        Metrics are computed after every so many epochs, and after the last one. None: never.
    patience : int, optional
        A member stops when so many epochs in a row brought no improvement of its val_loss, and
        its best weights are restored, whatever ended its training: as with
        ``EarlyStopping("val_loss", patience=patience, min_delta=min_delta)`` in `fit`. The
        others go on. None: no member stops early, and the last weights are kept.
    min_delta : float, default 0.0
        Only a val_loss that is lower than the best by more than this is an improvement.

    Returns
    -------
    list of MLPClassifier
        The models themselves, each fitted: weights, `history_`, `epoch_`, and an optimizer and
        a random generator with which `partial_fit` goes on.

    Raises
    ------
    ValueError
        If there is no model, one stands twice, two differ in what must be the same or share a
        random generator, the data are not what `fit` takes, or `patience` is given without
        validation data or evaluation.

    Notes
    -----
    Members whose layers differ in size are all computed as wide as the widest, so they should not
    differ by much. The units that are added have weights of 0 and change nothing, unless a
    training diverges beyond the largest number, about 1e308.

    NaN is never an improvement. With `evaluate_every` above 1, epochs without a val_loss count
    for `patience` as well, but a member stops only where there is one.

    Examples
    --------
    >>> from goodpractice.datasets import make_ellipse
    >>> X, y = make_ellipse(300, random_state=0)
    >>> models = [MLPClassifier((10,), random_state=seed) for seed in range(10)]
    >>> accuracies = [model.score(X, y) for model in fit_many(models, X, y)]
    >>> len(accuracies), min(accuracies) > 0.9
    (10, True)
    """
    models = _check_models(models)
    callbacks = _check_callbacks(callbacks, len(models))
    check_integer(evaluate_every, "evaluate_every", minimum=1, none_ok=True)
    check_integer(patience, "patience", minimum=1, none_ok=True)
    check_number(min_delta, "min_delta", minimum=0)
    if patience is not None and (validation_data is None or evaluate_every is None):
        raise ValueError(
            "patience watches val_loss; wanted validation_data, and evaluate_every not None."
        )
    data = _initialize(models, X, y, validation_data)
    for members in _groups(models, data[""].X.shape[1]):
        group = _Group(
            models[members],
            {prefix: samples.select(members) for prefix, samples in data.items()},
            callbacks[members],
            patience,
            min_delta,
        )
        group.train(evaluate_every)
    return models


# --- Arguments ---------------------------------------------------------------------------------


def _check_models(models: Any) -> list[MLPClassifier]:
    models = list(models) if np.iterable(models) else [models]
    if not models or not all(isinstance(model, MLPClassifier) for model in models):
        came = sorted({type(model).__name__ for model in models})
        raise ValueError(
            f"models holds {', '.join(came) or 'nothing'}; wanted at least one MLPClassifier."
        )
    seen: dict[int, int] = {}
    for i, model in enumerate(models):
        for name in _SHARED_PARAMETERS:
            if getattr(model, name) != getattr(models[0], name):
                raise ValueError(
                    f"models[{i}] has {name} {getattr(model, name)!r} and models[0] has "
                    f"{getattr(models[0], name)!r}; wanted the same in all."
                )
        depth, first_depth = len(model.hidden_layer_sizes), len(models[0].hidden_layer_sizes)
        if depth != first_depth:
            raise ValueError(
                f"models[{i}] has {depth} hidden layers and models[0] has {first_depth}; wanted "
                "the same number in all."
            )
        if id(model) in seen:
            raise ValueError(f"models[{i}] is models[{seen[id(model)]}]; wanted it once.")
        seen[id(model)] = i
        source = model.random_state
        if isinstance(source, np.random.Generator) and seen.setdefault(id(source), i) != i:
            raise ValueError(
                f"models[{i}] and models[{seen[id(source)]}] have the same generator as "
                "random_state; wanted one for each: what they draw would depend on each other."
            )
    return models


def _check_callbacks(callbacks: Any, n_models: int) -> list[list[Callback]]:
    if callbacks is None:
        return [[] for _ in range(n_models)]
    callbacks = list(callbacks) if np.iterable(callbacks) else []
    if len(callbacks) != n_models or not all(map(np.iterable, callbacks)):
        raise ValueError(
            f"callbacks is not a list for each of the {n_models} models; wanted, for example, "
            "[[MyCallback()] for _ in models]."
        )
    callbacks = [in_calling_order(own) for own in callbacks]
    ids = [id(callback) for own in callbacks for callback in own]
    if len(set(ids)) < len(ids):
        raise ValueError("callbacks holds one object twice; wanted one for each model.")
    return callbacks


def _split(
    X: Any, y: Any, n_models: int, X_name: str = "X", y_name: str = "y"
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return (X, y) once if the samples are for all members, else the pair of each member."""
    X, y = _as_array(X, X_name), _as_array(y, y_name)
    if X.ndim != 3:
        return [_check_samples(X, y, X_name, y_name)]
    if len(X) != n_models or y.ndim < 2 or len(y) != n_models:
        raise ValueError(
            f"{X_name} has shape {X.shape} and {y_name} has shape {y.shape} for {n_models} "
            "models; wanted (n_samples, n_features) and (n_samples,), or one set for each "
            f"model, with {n_models} in front of both."
        )
    return [
        _check_samples(X[i], y[i], f"{X_name}[{i}]", f"{y_name}[{i}]") for i in range(n_models)
    ]


class _Samples(NamedTuple):
    """A set of samples for each member; a first axis of length 1 means one set for all."""

    X: np.ndarray  # (m, n_samples, n_features)
    targets: np.ndarray  # (m, n_samples, n_outputs)
    codes: np.ndarray  # (m, n_samples)

    def select(self, members: Any) -> _Samples:
        """Return the samples of some members, given by a slice or a mask."""
        if len(self.X) == 1:
            return self
        return _Samples(*(array[members] for array in self))


def _initialize(
    models: list[MLPClassifier], X: Any, y: Any, validation_data: Any
) -> dict[str, _Samples]:
    """Make a new network in every model, and return the samples as the networks see them."""
    pairs = _split(X, y, len(models))
    classes = [np.unique(y) for _, y in pairs]
    for i, labels in enumerate(classes):
        if not np.array_equal(labels, classes[0]):
            raise ValueError(
                f"y[{i}] holds the classes {labels.tolist()[:10]} and y[0] holds "
                f"{classes[0].tolist()[:10]}; wanted the same for each model."
            )
    for model in models:
        generator = check_random_state(model.random_state)
        model._initialize(pairs[0][0].shape[1], classes[0].copy(), generator)
        model.stop_training = False
    targets = [models[0]._encode(y, "y") for _, y in pairs]
    sets = [(X, T, _class_codes(T - 0.5)) for (X, _), T in zip(pairs, targets, strict=True)]
    data = {"": _stack(sets)}
    if validation_data is not None:
        if not isinstance(validation_data, tuple | list) or len(validation_data) != 2:
            raise ValueError("validation_data is not a pair; wanted (X_valid, y_valid).")
        names = ("validation_data's X", "validation_data's y")
        pairs = _split(*validation_data, len(models), *names)
        data["val_"] = _stack([models[0]._check_validation_data(pair) for pair in pairs])
    return data


def _stack(sets: list[tuple[np.ndarray, ...]]) -> _Samples:
    return _Samples(*map(np.stack, zip(*sets, strict=True)))


# --- Training ----------------------------------------------------------------------------------


class _Networks:
    """The networks of m members: `_Network` with one more axis in front of every array.

    Parameters
    ----------
    parameters : ndarray of float64, shape (m, n_parameters)
        One row for each member. The weights, (m, n_in, n_out), and the biases, (m, 1, n_out),
        of each layer are windows into it.
    sizes : sequence of int
        The sizes of the layers.
    activation : str
        The activation of the hidden layers.
    alphas : ndarray of float64, shape (m, 1, 1)
        The strength of each member's L2 penalty.
    """

    def __init__(
        self, parameters: np.ndarray, sizes: Sequence[int], activation: str, alphas: np.ndarray
    ) -> None:
        self.parameters = parameters
        self.gradient = np.zeros_like(parameters)
        self.weights, self.biases = _windows(parameters, sizes)
        self.weight_gradients, self.bias_gradients = _windows(self.gradient, sizes)
        self.activation = _ACTIVATIONS[activation]
        # Kept apart since 0 times an infinite weight, in a training that diverges, is not 0.
        self.penalised = np.flatnonzero(alphas)
        self.alphas = alphas[self.penalised]
        self._memory: dict[int, list[tuple[np.ndarray, np.ndarray]]] = {}

    def forward(self, X: np.ndarray) -> list[np.ndarray]:
        """Return what `_Network.forward` does; the next call writes into the same arrays."""
        outputs = [X]
        memory = self._reserve(X.shape[1])
        for W, b, (z, _) in zip(self.weights, self.biases, memory, strict=True):
            if len(outputs) > 1:
                self.activation.apply(outputs[-1])
            np.matmul(outputs[-1], W, out=z)  # m products at once
            z += b
            outputs.append(z)
        return outputs

    def backward(self, outputs: list[np.ndarray], targets: np.ndarray) -> None:
        """Write the gradients into `self.gradient`, given what `forward` returned."""
        delta = outputs[-1]
        n_samples = delta.shape[1]
        _to_probabilities(delta)
        delta -= targets
        delta /= n_samples
        ones = np.ones((1, n_samples))
        for k in reversed(range(len(self.weights))):
            np.matmul(outputs[k].swapaxes(1, 2), delta, out=self.weight_gradients[k])
            np.matmul(ones, delta, out=self.bias_gradients[k])
            if k > 0:
                _, room = self._reserve(n_samples)[k - 1]
                W = self.weights[k].swapaxes(1, 2)
                # With one output unit no sum is left in the product, and multiply is faster.
                product = np.multiply if delta.shape[2] == 1 else np.matmul
                delta = product(delta, W, out=room)
                self.activation.backward(delta, outputs[k])
        if self.penalised.size:
            for W, gradient in zip(self.weights, self.weight_gradients, strict=True):
                gradient[self.penalised] += self.alphas * W[self.penalised]

    def _reserve(self, n_samples: int) -> list[tuple[np.ndarray, np.ndarray]]:
        """Return memory for the outputs and the deltas of each layer.

        It is kept, since arrays as large as these would go back to the system at every step.
        """
        if n_samples not in self._memory:
            shapes = [(len(W), n_samples, W.shape[2]) for W in self.weights]
            self._memory[n_samples] = [(np.empty(shape), np.empty(shape)) for shape in shapes]
        return self._memory[n_samples]

    def penalties(self) -> np.ndarray:
        """Return what each member's L2 penalty adds to its loss, shape (m,)."""
        penalties = np.zeros(len(self.parameters))
        for W in self.weights if self.penalised.size else ():
            squares = np.square(W[self.penalised]).sum(axis=(1, 2))
            penalties[self.penalised] += self.alphas[:, 0, 0] / 2 * squares
        return penalties


class _Group:
    """Members that are trained in one stack. Who stops leaves it, and the rest closes up.

    Parameters
    ----------
    models : list of MLPClassifier
        The members, initialised.
    data : dict of str to _Samples
        The samples for training, "", and for validation, "val_".
    callbacks : list of list of Callback
        Those of each member.
    patience, min_delta : int or None, float
        As in `fit_many`.
    """

    def __init__(
        self,
        models: list[MLPClassifier],
        data: dict[str, _Samples],
        callbacks: list[list[Callback]],
        patience: int | None,
        min_delta: float,
    ) -> None:
        self.models = models
        self.data = data
        self.callbacks = callbacks
        n_samples = data[""].X.shape[1]
        self.batch_size = min(models[0].batch_size or n_samples, n_samples)
        self.patience = patience
        self.min_delta = min_delta

    def train(self, evaluate_every: int | None) -> None:
        """Train all members until the last epoch, or until each has stopped."""
        pairs = zip(self.models, self.callbacks, strict=True)
        begin_training((callback, model) for model, own in pairs for callback in own)
        self._stack_members()
        max_epochs = self.models[0].max_epochs
        try:
            for epoch in range(1, max_epochs + 1):
                self._dismiss(np.array([model.stop_training for model in self.models]))
                if not self.models:
                    break
                self._train_epoch()
                is_due = evaluate_every and (epoch % evaluate_every == 0 or epoch == max_epochs)
                self._end_epoch(epoch, self._evaluate() if is_due else {})
        finally:
            self._dismiss(np.ones(len(self.models), dtype=bool))

    def _stack_members(self) -> None:
        """Copy what the models hold into the rows of arrays."""
        models = self.models
        self.sizes = _widest(model._network.sizes for model in models)
        idle = _idle_parameters(self.sizes, models[0].activation)
        self.parameters = np.tile(idle, (len(models), 1))
        self.places = [_places(model._network.sizes, self.sizes) for model in models]
        for row, places, model in zip(self.parameters, self.places, models, strict=True):
            row[places] = model._network.parameters
        self.rates = np.array([[model.learning_rate] for model in models])
        self.alphas = np.array([[[model.alpha]] for model in models])
        self.best_loss = np.full(len(models), np.inf)
        self.best_epoch = np.zeros(len(models), dtype=np.int64)  # 0: none yet
        self.best_parameters = self.parameters.copy()
        self.optimizer = _OPTIMIZERS[models[0].optimizer](self.rates, self.parameters.shape)
        self._make_networks()

    def _make_networks(self) -> None:
        activation = self.models[0].activation
        self.networks = _Networks(self.parameters, self.sizes, activation, self.alphas)

    def _train_epoch(self) -> None:
        for X, targets in self._batches():
            self.networks.backward(self.networks.forward(X), targets)
            self.optimizer.step(self.parameters, self.networks.gradient)

    def _batches(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Yield the batches of all members, each with the order that its own generator gives."""
        X, targets, _ = self.data[""]
        n_sets, n_samples, n_features = X.shape
        if (
            self.batch_size == n_samples
        ):  # then the order makes no difference, and `fit` draws none
            yield X, targets
            return
        order = np.stack([model._generator.permutation(n_samples) for model in self.models])
        if n_sets > 1:  # the sets lie one after another in a long table
            order += n_samples * np.arange(n_sets)[:, np.newaxis]
        X, targets = X.reshape(-1, n_features), targets.reshape(-1, targets.shape[2])
        for start in range(0, n_samples, self.batch_size):
            rows = order[:, start : start + self.batch_size]
            yield X.take(rows, axis=0), targets.take(rows, axis=0)

    def _evaluate(self) -> dict[str, np.ndarray]:
        """Return the metrics, each with one number for each member."""
        logs = {}
        penalties = self.networks.penalties()
        for prefix, (X, targets, codes) in self.data.items():
            logits = self._logits(X)
            logs[prefix + "loss"] = _cross_entropy(logits, targets) + penalties
            hits = np.count_nonzero(_class_codes(logits) == codes, axis=1)
            logs[prefix + "accuracy"] = hits / codes.shape[1]
        return logs

    def _logits(self, X: np.ndarray) -> np.ndarray:
        """Compute logits block by block, so that no more memory is taken than for a batch."""
        n_samples = X.shape[1]
        logits = np.empty((len(self.models), n_samples, self.data[""].targets.shape[2]))
        for start in range(0, n_samples, self.batch_size):
            block = slice(start, start + self.batch_size)
            logits[:, block] = self.networks.forward(X[:, block])[-1]
        return logits

    def _end_epoch(self, epoch: int, logs: dict[str, np.ndarray]) -> None:
        """Record the metrics, and let patience and callbacks decide who stops."""
        if self.patience is not None and logs:
            better = is_improvement(logs["val_loss"], self.best_loss, self.min_delta)
            self.best_loss[better] = logs["val_loss"][better]
            self.best_epoch[better] = epoch
            self.best_parameters[better] = self.parameters[better]
        for i, model in enumerate(self.models):
            own = {name: float(values[i]) for name, values in logs.items()}
            model.epoch_ = epoch
            model.history_.on_epoch_end(model, epoch, own)
            if self.patience is not None and logs:
                model.stop_training = bool(epoch - self.best_epoch[i] >= self.patience)
            if self.callbacks[i]:
                self._hand_out(i)
                for callback in self.callbacks[i]:
                    callback.on_epoch_end(model, epoch, own)
                # A callback may have set them.
                self.parameters[i, self.places[i]] = model._network.parameters

    def _hand_out(self, i: int) -> None:
        """Give a model what its rows hold."""
        model = self.models[i]
        own = (i, self.places[i])
        model._network.parameters[:] = self.parameters[own]
        _copy_optimizer(self.optimizer, own, model._optimizer)

    def _dismiss(self, leaving: np.ndarray) -> None:
        """Let members go, given by a mask: they are fitted now."""
        if not leaving.any():
            return
        for i in np.flatnonzero(leaving):
            if self.best_epoch[i]:
                self.parameters[i] = self.best_parameters[i]
            self._hand_out(i)
        left = [(self.models[i], self.callbacks[i]) for i in np.flatnonzero(leaving)]
        self._keep(~leaving)
        for model, callbacks in left:
            for callback in callbacks:
                callback.on_train_end(model)

    def _keep(self, staying: np.ndarray) -> None:
        """Close up the rows of the members that stay, given by a mask."""
        self.models = [self.models[i] for i in np.flatnonzero(staying)]
        self.callbacks = [self.callbacks[i] for i in np.flatnonzero(staying)]
        self.places = [self.places[i] for i in np.flatnonzero(staying)]
        if not self.models:
            return
        for name in (
            "parameters",
            "rates",
            "alphas",
            "best_loss",
            "best_epoch",
            "best_parameters",
        ):
            setattr(self, name, getattr(self, name)[staying])
        self.data = {prefix: samples.select(staying) for prefix, samples in self.data.items()}
        optimizer = type(self.optimizer)(self.rates, self.parameters.shape)
        _copy_optimizer(self.optimizer, staying, optimizer)
        self.optimizer = optimizer
        self._make_networks()


def _groups(models: list[MLPClassifier], n_samples: int) -> Iterator[slice]:
    """Yield slices of the population, each small enough to be trained in the cache."""
    batch_size = min(models[0].batch_size or n_samples, n_samples)
    sizes = _widest(model._network.sizes for model in models)
    size = _group_size(batch_size, max(sizes), _count_parameters(sizes))
    for start in range(0, len(models), size):
        yield slice(start, start + size)


def _group_size(batch_size: int, widest: int, n_parameters: int = 0) -> int:
    """Return how many networks are trained in one stack."""
    return max(1, _GROUP_ELEMENTS // max(batch_size * widest, n_parameters))


def _widest(shapes: Iterable[Sequence[int]]) -> tuple[int, ...]:
    """Return the size of each layer of a network that has room for all."""
    return tuple(map(max, zip(*shapes, strict=True)))


def _places(sizes: Sequence[int], wide: Sequence[int]) -> np.ndarray | slice:
    """Return where in the flat array of a wide network the parameters of a narrow one lie."""
    if tuple(sizes) == tuple(wide):
        return slice(None)
    weights, biases = _windows(np.arange(_count_parameters(wide)), wide)
    places = []
    for W, b, n_in, n_out in zip(weights, biases, sizes[:-1], sizes[1:], strict=True):
        places += [W[:n_in, :n_out].ravel(), b[:, :n_out].ravel()]
    return np.concatenate(places)


def _idle_parameters(sizes: Sequence[int], activation: str) -> np.ndarray:
    """Return parameters with which all hidden units are idle: they give 0 and learn nothing.

    With its incoming weights and its bias 0, a unit gives 0, and with its outgoing weights 0 no
    error reaches it: all its gradients are 0. The logistic function is 0 only at minus infinity,
    so that is the bias there; its derivative a (1 - a) is 0 too.
    """
    parameters = np.zeros(_count_parameters(sizes))
    if activation == "logistic":
        for bias in _windows(parameters, sizes)[1][:-1]:
            bias[:] = -np.inf
    return parameters


def _copy_optimizer(source: Any, rows: Any, target: Any) -> None:
    """Copy rows of the arrays of an optimizer, and its numbers, into another one."""
    for name, value in source.get_state().items():
        if isinstance(value, np.ndarray):
            getattr(target, name)[...] = value[rows]
        else:
            setattr(target, name, value)
