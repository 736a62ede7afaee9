"""A multi-layer perceptron for classification, with its gradients written out by hand.

Read it from top to bottom: activations, the network (forward and backward pass), the optimizers,
then the classifier that puts them together, and the numerical check of the gradients.

All parameters of a network lie in one flat array; the weights and biases of the layers are
windows into it. So an optimizer is a few lines on one array, however many layers there are.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from ._validation import (
    RandomState,
    check_boolean,
    check_choice,
    check_float_array,
    check_inputs,
    check_integer,
    check_keys,
    check_labels,
    check_methods,
    check_number,
    check_random_state,
    check_same_length,
    generator_from_state,
    get_generator_state,
)
from .callbacks import Callback, History, begin_training, in_calling_order

if TYPE_CHECKING:  # at run time, see the end of this file
    from ._population import fit_many

__all__ = ["MLPClassifier", "check_gradients", "fit_many", "layer_sizes"]


# --- Activations -------------------------------------------------------------------------------
# `apply(z)` turns the inputs z of a layer's units into their outputs a, in place.
# `backward(delta, a)` multiplies delta by the derivative da/dz, in place. Each derivative is
# written in terms of the output a, so that z need not be kept. It may overwrite a, which nobody
# needs any more.


def _sigmoid(z: np.ndarray) -> None:
    """Replace z by 1 / (1 + exp(-z))."""
    np.negative(z, out=z)
    # exp(1000) is infinity, and 1 / (1 + infinity) is 0, the right result: nothing to warn of.
    with np.errstate(over="ignore"):
        np.exp(z, out=z)
    z += 1
    np.reciprocal(z, out=z)


def _softmax(z: np.ndarray) -> None:
    """Replace each row of z by exp(z) / sum(exp(z))."""
    z -= z.max(axis=-1, keepdims=True)  # changes nothing but keeps exp from overflowing
    np.exp(z, out=z)
    z /= z.sum(axis=-1, keepdims=True)


class _Identity:
    def apply(self, z: np.ndarray) -> None:
        """Leave z as it is."""

    def backward(self, delta: np.ndarray, a: np.ndarray) -> None:
        """Leave delta as it is: the derivative is 1."""


class _Logistic:
    def apply(self, z: np.ndarray) -> None:
        _sigmoid(z)

    def backward(self, delta: np.ndarray, a: np.ndarray) -> None:
        delta *= a * (1 - a)


class _Tanh:
    def apply(self, z: np.ndarray) -> None:
        np.tanh(z, out=z)

    def backward(self, delta: np.ndarray, a: np.ndarray) -> None:
        a *= a
        np.subtract(1, a, out=a)
        delta *= a


class _Relu:
    def apply(self, z: np.ndarray) -> None:
        np.maximum(z, 0, out=z)

    def backward(self, delta: np.ndarray, a: np.ndarray) -> None:
        delta *= a > 0


_ACTIVATIONS = {
    "identity": _Identity(),
    "logistic": _Logistic(),
    "tanh": _Tanh(),
    "relu": _Relu(),
}


# --- The network -------------------------------------------------------------------------------


class _Network:
    """Layers of given sizes: their parameters, the forward pass and the backward pass.

    Rows are samples: a layer computes ``a @ W + b``. The last layer gives logits, one column for
    two classes, else one for each class.

    Parameters
    ----------
    sizes : sequence of int
        The numbers of features, of units in each hidden layer, and of output columns.
    activation : str
        The activation of the hidden layers.
    """

    def __init__(self, sizes: Sequence[int], activation: str) -> None:
        self.sizes = tuple(sizes)
        self.activation = _ACTIVATIONS[activation]
        self.parameters = np.zeros(_count_parameters(sizes))
        self.gradient = np.zeros_like(self.parameters)
        self.weights, self.biases = _windows(self.parameters, sizes)
        self.weight_gradients, self.bias_gradients = _windows(self.gradient, sizes)
        self._ones = np.ones((1, 0))

    def initialize(self, init: str, generator: np.random.Generator) -> None:
        """Draw the weights and set the biases to 0."""
        for W, b in zip(self.weights, self.biases, strict=True):
            # Glorot: keeps the variance of outputs and gradients alike from layer to layer.
            scale = np.sqrt(2 / sum(W.shape)) if init == "glorot_normal" else 1.0
            W[:] = scale * generator.normal(size=W.shape)
            b[:] = 0

    def forward(self, X: np.ndarray) -> list[np.ndarray]:
        """Return the inputs and the outputs of every layer; the last element holds the logits."""
        outputs = [X]
        for W, b in zip(self.weights, self.biases, strict=True):
            if len(outputs) > 1:
                self.activation.apply(outputs[-1])
            z = np.dot(outputs[-1], W)  # for small matrices, np.dot is faster than @
            z += b
            outputs.append(z)
        return outputs

    def backward(self, outputs: list[np.ndarray], targets: np.ndarray, alpha: float) -> None:
        """Write the gradient of the loss into `self.gradient`, given what `forward` returned.

        `delta` is the derivative of the loss by the inputs z of the units of a layer. For the
        last layer it is (probability - target) / n: that simple, since the derivative of the
        cross-entropy cancels against that of the sigmoid or softmax.
        """
        delta = outputs[-1]
        _to_probabilities(delta)
        delta -= targets
        delta /= len(delta)
        if self._ones.shape[1] != len(delta):
            self._ones = np.ones((1, len(delta)))
        for k in reversed(range(len(self.weights))):
            np.dot(outputs[k].T, delta, out=self.weight_gradients[k])
            np.dot(self._ones, delta, out=self.bias_gradients[k])  # a faster sum of the rows
            if k > 0:
                delta = np.dot(delta, self.weights[k].T)
                self.activation.backward(delta, outputs[k])
        if alpha:
            for W, gradient in zip(self.weights, self.weight_gradients, strict=True):
                gradient += alpha * W

    def __getstate__(self) -> dict[str, Any]:
        # A copy or a pickle must rebuild the windows: copied one by one, they would no longer
        # look into the flat array.
        names = {activation: name for name, activation in _ACTIVATIONS.items()}
        return {
            "sizes": self.sizes,
            "activation": names[self.activation],
            "parameters": self.parameters,
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["sizes"], state["activation"])
        self.parameters[:] = state["parameters"]


def _count_parameters(sizes: Sequence[int]) -> int:
    return sum((n_in + 1) * n_out for n_in, n_out in itertools.pairwise(sizes))


def _windows(flat: np.ndarray, sizes: Sequence[int]) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return views of a flat array: a matrix (n_in, n_out) and a row (1, n_out) per layer.

    Axes in front of the flat one stay in front, as in `fit_many`.
    """
    front = flat.shape[:-1]
    matrices, rows, start = [], [], 0
    for n_in, n_out in itertools.pairwise(sizes):
        middle, end = start + n_in * n_out, start + (n_in + 1) * n_out
        matrices.append(flat[..., start:middle].reshape(*front, n_in, n_out))
        rows.append(flat[..., middle:end].reshape(*front, 1, n_out))
        start = end
    return matrices, rows


def _to_probabilities(logits: np.ndarray) -> None:
    """Replace logits by probabilities: one column is for two classes, else one for each."""
    if logits.shape[-1] == 1:
        _sigmoid(logits)
    else:
        _softmax(logits)


def _cross_entropy(logits: np.ndarray, targets: np.ndarray) -> Any:
    """Return the mean of -log(probability of the true class), computed from the logits.

    For two classes, -log(sigmoid(z)) = log(1 + exp(-z)) = logaddexp(0, -z), and z changes its
    sign where the target is 0. For more, -log(softmax(z)_true) = log(sum(exp(z))) - z_true.
    Neither can overflow, and no probability is rounded to 0 before its logarithm is taken.
    """
    if logits.shape[-1] == 1:
        return np.logaddexp(0, (1 - 2 * targets) * logits)[..., 0].mean(axis=-1)
    shifted = logits - logits.max(axis=-1, keepdims=True)
    log_sum = np.log(np.exp(shifted).sum(axis=-1))
    return (log_sum - (shifted * targets).sum(axis=-1)).mean(axis=-1)


# --- Optimizers --------------------------------------------------------------------------------


class _SGD:
    """Stochastic gradient descent: a step against the gradient."""

    def __init__(self, learning_rate: float, n_parameters: int) -> None:
        self.learning_rate = learning_rate

    def step(self, parameters: np.ndarray, gradient: np.ndarray) -> None:
        parameters -= self.learning_rate * gradient

    def get_state(self) -> dict[str, Any]:
        return {}

    def set_state(self, state: Any) -> None:
        check_keys(state, "optimizer", ())


class _Adam:
    """Adam (Kingma and Ba, 2015): a step of similar length for every parameter.

    `mean` and `square` are running means of the gradient and of its square. Both start at 0,
    which the two corrections make up for.
    """

    beta_1, beta_2, epsilon = 0.9, 0.999, 1e-8

    def __init__(self, learning_rate: float, n_parameters: int) -> None:
        self.learning_rate = learning_rate
        self.n_steps = 0
        self.mean = np.zeros(n_parameters)
        self.square = np.zeros(n_parameters)

    def step(self, parameters: np.ndarray, gradient: np.ndarray) -> None:
        self.n_steps += 1
        self.mean += (1 - self.beta_1) * (gradient - self.mean)
        self.square += (1 - self.beta_2) * (gradient * gradient - self.square)
        # The paper divides both means by their corrections. Here the same factors stand outside
        # the arrays, which saves two passes over them.
        correction_1 = 1 - self.beta_1**self.n_steps
        correction_2 = (1 - self.beta_2**self.n_steps) ** 0.5
        rate = self.learning_rate * correction_2 / correction_1
        parameters -= rate * self.mean / (np.sqrt(self.square) + self.epsilon * correction_2)

    def get_state(self) -> dict[str, Any]:
        return {"n_steps": self.n_steps, "mean": self.mean.copy(), "square": self.square.copy()}

    def set_state(self, state: Any) -> None:
        check_keys(state, "optimizer", ("n_steps", "mean", "square"))
        self.n_steps = check_integer(state["n_steps"], "optimizer's n_steps", maximum=2**53)
        self.mean[:] = check_float_array(state["mean"], "optimizer's mean", self.mean.size)
        self.square[:] = check_float_array(state["square"], "optimizer's square", self.mean.size)
        if self.square.min() < 0:
            raise ValueError("optimizer's square has negative elements; wanted squares.")


_OPTIMIZERS = {"adam": _Adam, "sgd": _SGD}


# --- The classifier ----------------------------------------------------------------------------


# What a state from outside may ask for: enough for any lesson, too little to do harm.
_MAX_HIDDEN_LAYERS = 32
_MAX_LAYER_SIZE = 4096
_MAX_FEATURES = 100_000
_MAX_CLASSES = 10_000
_MAX_EPOCHS = 1_000_000


class MLPClassifier:
    """A multi-layer perceptron that tells classes apart.

    Two classes are told apart by one output unit and the sigmoid, more by one unit for each and
    the softmax. With no hidden layer it is logistic regression.

    Parameters
    ----------
    hidden_layer_sizes : int or sequence of int, default (10,)
        The number of units in each hidden layer; () for none.
    activation : {"identity", "logistic", "tanh", "relu"}, default "tanh"
        The activation of the hidden units. With "identity" the network is a linear model, however
        many layers it has.
    optimizer : {"adam", "sgd"}, default "adam"
        How the gradient becomes a step: Adam [1]_, or plain gradient descent.
    learning_rate : float, default 0.02
        The length of the steps.
    batch_size : int or None, default 64
        The number of samples for each step. None takes all of them.
    max_epochs : int, default 100
        How many times `fit` goes through the training set. 0 gives an untrained network.
    alpha : float, default 0.0
        The strength of the L2 penalty, see Notes.
    init : {"glorot_normal", "normal"}, default "glorot_normal"
        How weights are drawn: normal with variance 2 / (n_in + n_out) [2]_, or with variance 1.
        Biases start at 0.
    random_state : int, numpy.random.Generator or None
        Where initial weights and the order of the samples come from. An int makes every `fit`
        the same.

    Attributes
    ----------
    classes_ : ndarray, shape (n_classes,)
        The labels, sorted.
    n_features_in_ : int
        The number of features.
    epoch_ : int
        How many epochs the network has been trained.
    history_ : History
        The metrics recorded by `fit`.
    callback_states_ : dict of str to dict
        What callbacks remember for a resumed training, by a name that each chooses.
    stop_training : bool
        A callback sets it to True to end `fit`.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Notes
    -----
    What is minimised is the mean cross-entropy plus alpha / 2 times the sum of the squared
    weights, biases left out. (scikit-learn divides its penalty by the number of samples in the
    batch as well, so its `alpha` is that many times larger for the same effect.)

    References
    ----------
    .. [1] D. P. Kingma and J. Ba, "Adam: a method for stochastic optimization", ICLR 2015.
    .. [2] X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward
       neural networks", AISTATS 2010.

    Examples
    --------
    >>> from goodpractice.datasets import make_ellipse
    >>> X, y = make_ellipse(1000, random_state=0)
    >>> model = MLPClassifier((10,), random_state=0).fit(X, y)
    >>> model.score(X, y) > 0.93
    True
    >>> model.predict(X[:3]).shape, model.predict_proba(X[:3]).shape
    ((3,), (3, 2))
    """

    def __init__(
        self,
        hidden_layer_sizes: int | Sequence[int] = (10,),
        activation: str = "tanh",
        *,
        optimizer: str = "adam",
        learning_rate: float = 0.02,
        batch_size: int | None = 64,
        max_epochs: int = 100,
        alpha: float = 0.0,
        init: str = "glorot_normal",
        random_state: RandomState = None,
    ) -> None:
        if not np.iterable(hidden_layer_sizes):
            hidden_layer_sizes = (hidden_layer_sizes,)
        self.hidden_layer_sizes = tuple(
            check_integer(size, "a size in hidden_layer_sizes", minimum=1)
            for size in hidden_layer_sizes
        )
        self.activation = check_choice(activation, "activation", _ACTIVATIONS)
        self.optimizer = check_choice(optimizer, "optimizer", _OPTIMIZERS)
        self.learning_rate = check_number(learning_rate, "learning_rate", minimum=0, above=True)
        self.batch_size = check_integer(batch_size, "batch_size", minimum=1, none_ok=True)
        self.max_epochs = check_integer(max_epochs, "max_epochs")
        self.alpha = check_number(alpha, "alpha", minimum=0)
        self.init = check_choice(init, "init", ("glorot_normal", "normal"))
        check_random_state(random_state)
        self.random_state = random_state
        self.stop_training = False

    def get_params(self) -> dict[str, Any]:
        """Return the arguments that make an equal, unfitted model.

        Returns
        -------
        dict of str to object
            The constructor's arguments by name.

        Examples
        --------
        >>> MLPClassifier((4, 2)).get_params()["hidden_layer_sizes"]
        (4, 2)
        """
        return {name: getattr(self, name) for name in _PARAMETERS}

    # --- training

    def fit(
        self,
        X: Any,
        y: Any,
        *,
        validation_data: tuple[Any, Any] | None = None,
        callbacks: Iterable[Callback] = (),
        evaluate_every: int | None = 1,
        resume: bool = False,
    ) -> Self:
        """Train a new network for `max_epochs` epochs, or until a callback stops it.

        What an earlier `fit` has learned is forgotten, unless it is to be resumed.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            The training inputs.
        y : array-like of labels, shape (n_samples,) or (n_samples, 1)
            Their labels, of at least two classes.
        validation_data : tuple of array-like (X, y), optional
            Samples to evaluate the model with as well. They are never trained on.
        callbacks : iterable of Callback
            What to call before, between and after the epochs.
        evaluate_every : int or None, default 1
            Metrics are computed after every so many epochs, and after the last one. None: never,
            which is faster and leaves `history_` empty.
        resume : bool, default False
            Go on with the network as it is, until it has been trained for `max_epochs` epochs in
            all. With the same data and equal callbacks the result is bit for bit that of a
            training that was never interrupted: `EarlyStopping` goes on where it was. To train
            for longer than was planned, raise `max_epochs` first.

        Returns
        -------
        MLPClassifier
            The model itself. Its `history_` holds loss and accuracy, each computed for all
            samples with the weights at the end of the epoch, and with validation data val_loss
            and val_accuracy.

        Raises
        ------
        ValueError
            If the data have wrong shapes, are empty, hold NaN or a single class, or validation
            data do not fit the training data, or an argument is wrong. With `resume`, if the model is not fitted, its
            epochs are all done, or the data do not fit those seen before.

        Examples
        --------
        >>> model = MLPClassifier((), max_epochs=3, random_state=0)
        >>> model.fit([[0.0], [1.0]], [0, 1]).history_.epochs
        [1, 2, 3]
        >>> model.max_epochs = 5
        >>> model.fit([[0.0], [1.0]], [0, 1], resume=True).history_.epochs
        [1, 2, 3, 4, 5]
        """
        X, y = _check_samples(X, y)
        check_integer(evaluate_every, "evaluate_every", minimum=1, none_ok=True)
        callbacks = in_calling_order(callbacks)
        if check_boolean(resume, "resume"):
            self._check_can_resume(X)
        else:
            self._initialize(X.shape[1], np.unique(y), check_random_state(self.random_state))
        targets = self._encode(y, "y")
        data = {"": (X, targets, _class_codes(targets - 0.5))}
        if validation_data is not None:
            data["val_"] = self._check_validation_data(validation_data)
        self.stop_training = False
        callbacks = [self.history_, *callbacks]
        begin_training((callback, self) for callback in callbacks)
        try:
            for epoch in range(self.epoch_ + 1, self.max_epochs + 1):
                if self.stop_training:
                    break
                self._train_epoch(X, targets)
                is_due = evaluate_every and (
                    epoch % evaluate_every == 0 or epoch == self.max_epochs
                )
                logs = self._evaluate(data) if is_due else {}
                for callback in callbacks:
                    callback.on_epoch_end(self, epoch, logs)
        finally:
            with ExitStack() as stack:  # each of them is told, even after the error of another
                for callback in reversed(callbacks):
                    stack.callback(callback.on_train_end, self)
        return self

    def partial_fit(self, X: Any, y: Any, *, classes: Any = None) -> Self:
        """Train for one epoch and keep what was learned before.

        The first call makes the network. Nothing is recorded: a loop written by hand decides
        for itself what to compute and when.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            The training inputs.
        y : array-like of labels, shape (n_samples,) or (n_samples, 1)
            Their labels.
        classes : array-like of labels, shape (n_classes,), optional
            All labels there are. Needed at the first call if `y` lacks some of them.

        Returns
        -------
        MLPClassifier
            The model itself.

        Raises
        ------
        ValueError
            If the data have wrong shapes, are empty, hold NaN or unknown labels, or do not fit
            the data seen before.

        Examples
        --------
        >>> model = MLPClassifier(random_state=0)
        >>> for epoch in range(5):
        ...     _ = model.partial_fit([[0.0], [1.0]], [0, 1])
        >>> model.epoch_
        5
        """
        X, y = _check_samples(X, y)
        if not self._is_fitted():
            name = "y" if classes is None else "classes"
            labels = np.unique(y if classes is None else check_labels(classes, name))
            generator = check_random_state(self.random_state)
            self._initialize(X.shape[1], labels, generator, name)
        check_inputs(X, n_features=self.n_features_in_)
        self._train_epoch(X, self._encode(y, "y"))
        return self

    def _initialize(
        self,
        n_features: int,
        classes: np.ndarray,
        generator: np.random.Generator,
        name: str = "y",
    ) -> None:
        """Make a new network, optimizer and history."""
        if len(classes) < 2:
            raise ValueError(
                f"{name} holds the single class {classes.tolist()}; wanted two or more."
            )
        n_outputs = 1 if len(classes) == 2 else len(classes)
        self.classes_ = classes
        self.n_features_in_ = n_features
        self._generator = generator
        self._network = _Network(
            (n_features, *self.hidden_layer_sizes, n_outputs), self.activation
        )
        self._network.initialize(self.init, generator)
        self._optimizer = _OPTIMIZERS[self.optimizer](
            self.learning_rate, self._network.parameters.size
        )
        self.epoch_ = 0
        self.history_ = History()
        self.callback_states_: dict[str, Any] = {}

    def _train_epoch(self, X: np.ndarray, targets: np.ndarray) -> None:
        """Take one step for each mini-batch, until every sample was used once."""
        network, optimizer = self._network, self._optimizer
        batch_size = self.batch_size or len(X)
        if batch_size < len(X):
            order = self._generator.permutation(len(X))
            X, targets = X.take(order, axis=0), targets.take(order, axis=0)
        for start in range(0, len(X), batch_size):
            batch = slice(start, start + batch_size)
            network.backward(network.forward(X[batch]), targets[batch], self.alpha)
            optimizer.step(network.parameters, network.gradient)
        self.epoch_ += 1

    def _evaluate(self, data: dict[str, tuple[np.ndarray, ...]]) -> dict[str, float]:
        """Return loss and accuracy for sets of samples, each name with the prefix of its set."""
        logs = {}
        for prefix, (X, targets, codes) in data.items():
            logits = self._network.forward(X)[-1]
            logs[prefix + "loss"] = float(_cross_entropy(logits, targets)) + self._penalty()
            hits = np.count_nonzero(_class_codes(logits) == codes)
            logs[prefix + "accuracy"] = hits / len(codes)
        return logs

    def _penalty(self) -> float:
        if not self.alpha:
            return 0.0
        return self.alpha / 2 * sum(float(np.vdot(W, W)) for W in self._network.weights)

    # --- prediction

    def decision_function(self, X: Any) -> np.ndarray:
        """Return the logits: what goes into the sigmoid or softmax.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            The inputs.

        Returns
        -------
        ndarray of float64, shape (n_samples,) or (n_samples, n_classes)
            For two classes one logit, positive if the second is more likely; else one for each.

        Raises
        ------
        ValueError
            If the model is not fitted, or X does not fit it.
        """
        logits = self._logits(X)
        return logits[:, 0] if logits.shape[1] == 1 else logits

    def predict_proba(self, X: Any) -> np.ndarray:
        """Return the probability of each class.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            The inputs.

        Returns
        -------
        ndarray of float64, shape (n_samples, n_classes)
            Probabilities, in the order of `classes_`; each row adds up to 1.

        Raises
        ------
        ValueError
            If the model is not fitted, or X does not fit it.
        """
        proba = self._logits(X)
        _to_probabilities(proba)
        return np.hstack([1 - proba, proba]) if proba.shape[1] == 1 else proba

    def predict(self, X: Any) -> np.ndarray:
        """Return the most likely class; of two classes the second, if its probability is 0.5.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            The inputs.

        Returns
        -------
        ndarray, shape (n_samples,)
            Labels, of the dtype of those that the model was trained with.

        Raises
        ------
        ValueError
            If the model is not fitted, or X does not fit it.
        """
        codes = _class_codes(self._logits(X))
        return self.classes_[codes]

    def score(self, X: Any, y: Any) -> float:
        """Return the accuracy: the share of samples whose predicted label is the true one.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            The inputs.
        y : array-like of labels, shape (n_samples,) or (n_samples, 1)
            Their true labels.

        Returns
        -------
        float
            Between 0 and 1.

        Raises
        ------
        ValueError
            If the model is not fitted, or the data do not fit it.
        """
        X, y = _check_samples(X, y)
        return float(np.mean(self.predict(X) == y))

    def loss(self, X: Any, y: Any) -> float:
        """Return what the training minimises: mean cross-entropy, plus the L2 penalty if any.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            The inputs.
        y : array-like of labels, shape (n_samples,) or (n_samples, 1)
            Their true labels.

        Returns
        -------
        float
            0 or more. It is computed from logits, so it is exact however wrong the model is.

        Raises
        ------
        ValueError
            If the model is not fitted, or the data do not fit it.
        """
        X, y = _check_samples(X, y)
        return float(_cross_entropy(self._logits(X), self._encode(y, "y"))) + self._penalty()

    def gradients(self, X: Any, y: Any) -> list[np.ndarray]:
        """Return the gradient of `loss` by each parameter.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            The inputs.
        y : array-like of labels, shape (n_samples,) or (n_samples, 1)
            Their true labels.

        Returns
        -------
        list of ndarray of float64
            Arrays of the shapes and in the order of `get_weights`.

        Raises
        ------
        ValueError
            If the model is not fitted, or the data do not fit it.
        """
        X, y = _check_samples(X, y)
        self._check_fitted()
        check_inputs(X, n_features=self.n_features_in_)
        network = self._network
        network.backward(network.forward(X), self._encode(y, "y"), self.alpha)
        return _interleave(network.weight_gradients, network.bias_gradients)

    # --- weights and state

    def get_weights(self) -> list[np.ndarray]:
        """Return copies of all weights and biases, from the first layer to the last.

        Returns
        -------
        list of ndarray of float64
            W1, b1, W2, b2 and so on, with shapes (n_in, n_out) and (n_out,).

        Raises
        ------
        ValueError
            If the model is not fitted.

        Examples
        --------
        >>> model = MLPClassifier((3,), max_epochs=0).fit([[0.0, 1.0], [1.0, 0.0]], [0, 1])
        >>> [array.shape for array in model.get_weights()]
        [(2, 3), (3,), (3, 1), (1,)]
        """
        self._check_fitted()
        return _interleave(self._network.weights, self._network.biases)

    def set_weights(self, weights: Sequence[Any]) -> None:
        """Copy weights and biases into the network.

        Parameters
        ----------
        weights : sequence of array-like of float
            Arrays of the shapes and in the order of `get_weights`.

        Raises
        ------
        ValueError
            If the model is not fitted, a shape is wrong, or a value is NaN or infinite. Then
            nothing is changed.
        """
        self._check_fitted()
        own = self.get_weights()
        try:
            new = [np.asarray(array, dtype=np.float64) for array in weights]
        except (TypeError, ValueError) as error:
            raise ValueError(
                f"weights are no arrays of numbers ({error}); wanted what get_weights gives."
            ) from None
        if [array.shape for array in new] != [array.shape for array in own]:
            raise ValueError(
                f"weights have the shapes {[array.shape for array in new]}; "
                f"wanted {[array.shape for array in own]}."
            )
        flat = np.concatenate([array.ravel() for array in new])
        self._network.parameters[:] = check_float_array(flat, "weights", flat.size)

    def get_state(self) -> dict[str, Any]:
        """Return everything that the model is and knows, as plain data and NumPy arrays.

        A model made from it by `from_state` goes on training bit for bit as this one would.

        Returns
        -------
        dict
            A copy: parameters, classes, weights, the states of optimizer and random generator,
            epoch and history. All but the parameters are None if the model is not fitted. What
            callbacks remember is not part of it.

        Raises
        ------
        ValueError
            If the random generator is not one that `numpy.random.default_rng` makes.
        """
        params = self.get_params()
        if isinstance(self.random_state, np.random.Generator):
            params["random_state"] = get_generator_state(self.random_state)
        state = dict.fromkeys(_STATE_KEYS) | {"params": params}
        if self._is_fitted():
            state |= {
                "n_features": self.n_features_in_,
                "classes": self.classes_.copy(),
                "weights": self._network.parameters.copy(),
                "optimizer": self._optimizer.get_state(),
                "generator": get_generator_state(self._generator),
                "epoch": self.epoch_,
                "history": self.history_.get_state(),
            }
        return state

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> Self:
        """Make a model from the state of another one.

        Nothing in the state is run or trusted: it may come from anybody.

        Parameters
        ----------
        state : dict
            What `get_state` gave.

        Returns
        -------
        MLPClassifier
            An equal model.

        Raises
        ------
        ValueError
            If the state is not one that `get_state` gives, or is larger than any lesson needs.
        """
        check_keys(state, "state", _STATE_KEYS)
        model = cls(**_check_state_params(state["params"]))
        if all(state[key] is None for key in _STATE_KEYS if key != "params"):
            return model
        classes = _check_state_classes(state["classes"])
        n_features = check_integer(
            state["n_features"], "n_features", minimum=1, maximum=_MAX_FEATURES
        )
        n_outputs = 1 if len(classes) == 2 else len(classes)
        # Counted before any memory is taken: a state cannot ask for more than it brought.
        n_parameters = _count_parameters((n_features, *model.hidden_layer_sizes, n_outputs))
        weights = check_float_array(state["weights"], "weights", n_parameters)
        generator = generator_from_state(state["generator"])
        if isinstance(model.random_state, np.random.Generator) and (
            state["generator"] == state["params"]["random_state"]
        ):
            generator = model.random_state  # it was one object, so it stays one
        model._initialize(n_features, classes.copy(), np.random.default_rng(0))
        model._generator = generator
        model._network.parameters[:] = weights
        model._optimizer.set_state(state["optimizer"])
        model.epoch_ = check_integer(state["epoch"], "epoch", maximum=2**53)
        model.history_ = History.from_state(state["history"])
        return model

    # --- helpers

    def _is_fitted(self) -> bool:
        return hasattr(self, "_network")

    def _check_fitted(self) -> None:
        if not self._is_fitted():
            raise ValueError("This MLPClassifier is not fitted yet; call fit(X, y) first.")

    def _check_can_resume(self, X: np.ndarray) -> None:
        if not self._is_fitted():
            raise ValueError(
                "resume is True, but this MLPClassifier is not fitted yet; call fit(X, y) first."
            )
        check_inputs(X, n_features=self.n_features_in_)
        if self.epoch_ >= self.max_epochs:
            raise ValueError(
                f"The model has been trained for {self.epoch_} epochs and max_epochs is "
                f"{self.max_epochs}: nothing is left to resume. Set model.max_epochs to more."
            )

    def _logits(self, X: Any) -> np.ndarray:
        self._check_fitted()
        return self._network.forward(check_inputs(X, n_features=self.n_features_in_))[-1]

    def _encode(self, y: np.ndarray, name: str) -> np.ndarray:
        """Return what the output units should give: 0 and 1, shape (n_samples, n_outputs)."""
        known = np.isin(y, self.classes_)
        if not known.all():
            raise ValueError(
                f"{name} holds the label {y[~known][0]!r}; wanted one of the classes that the "
                f"model was trained with, {self.classes_.tolist()[:10]}."
            )
        codes = np.searchsorted(self.classes_, y)
        if len(self.classes_) == 2:
            return codes[:, np.newaxis].astype(np.float64)
        return np.eye(len(self.classes_))[codes]

    def _check_validation_data(self, validation_data: Any) -> tuple[np.ndarray, ...]:
        if not isinstance(validation_data, tuple | list) or len(validation_data) != 2:
            raise ValueError("validation_data is not a pair; wanted (X_valid, y_valid).")
        X, y = _check_samples(*validation_data, "validation_data's X", "validation_data's y")
        check_inputs(X, "validation_data's X", n_features=self.n_features_in_)
        targets = self._encode(y, "validation_data's y")
        return X, targets, _class_codes(targets - 0.5)


_PARAMETERS = (
    "hidden_layer_sizes",
    "activation",
    "optimizer",
    "learning_rate",
    "batch_size",
    "max_epochs",
    "alpha",
    "init",
    "random_state",
)
_STATE_KEYS = (
    "params",
    "n_features",
    "classes",
    "weights",
    "optimizer",
    "generator",
    "epoch",
    "history",
)


def check_gradients(model: Any, X: Any, y: Any, *, eps: float = 1e-5) -> float:
    """Compare the gradients that a model computes with differences of its loss.

    The derivative by a parameter w is close to (loss(w + eps) - loss(w - eps)) / (2 eps). That is
    slow, but it takes nothing but the loss, so it finds mistakes in any backward pass.

    Parameters
    ----------
    model : MLPClassifier
        A fitted model, or any object with the methods get_weights, set_weights, loss and
        gradients. It is left as it was.
    X : array-like of float, shape (n_samples, n_features)
        Some inputs; a few dozen are enough.
    y : array-like of labels, shape (n_samples,) or (n_samples, 1)
        Their labels.
    eps : float, default 1e-5
        The length of the difference. The error of the difference shrinks with eps squared, that
        of rounding grows with 1 / eps; near 1e-5 they are alike.

    Returns
    -------
    float
        The largest relative error of any weight matrix or bias, |a - d| / (|a| + |d|) with the
        gradients a, the differences d and Euclidean norms. Below 1e-6 if the gradients are right,
        above 1e-2 as a rule if they are wrong.

    Raises
    ------
    ValueError
        If the model lacks a method or is not fitted, `eps` is not above 0, or a gradient has
        another shape than its parameter: NumPy would broadcast it silently.

    Examples
    --------
    >>> from goodpractice.datasets import make_sine
    >>> X, y = make_sine(20, random_state=0)
    >>> model = MLPClassifier((3,), max_epochs=0, random_state=0).fit(X, y)
    >>> check_gradients(model, X, y) < 1e-6
    True
    """
    check_number(eps, "eps", minimum=0, above=True)
    check_methods(model, "model", ("get_weights", "set_weights", "loss", "gradients"))
    weights = model.get_weights()
    gradients = [np.asarray(gradient) for gradient in model.gradients(X, y)]
    if [g.shape for g in gradients] != [w.shape for w in weights]:
        raise ValueError(
            f"gradients have the shapes {[g.shape for g in gradients]}; "
            f"wanted those of the weights, {[w.shape for w in weights]}."
        )
    errors = []
    try:
        for parameter, gradient in zip(weights, gradients, strict=True):
            differences = np.empty_like(parameter)
            for index in np.ndindex(parameter.shape):
                original = parameter[index]
                losses = []
                for value in (original + eps, original - eps):
                    parameter[index] = value
                    model.set_weights(weights)
                    losses.append(model.loss(X, y))
                parameter[index] = original
                differences[index] = (losses[0] - losses[1]) / (2 * eps)
            size = np.linalg.norm(gradient) + np.linalg.norm(differences)
            errors.append(np.linalg.norm(gradient - differences) / size if size else 0.0)
    finally:
        model.set_weights(weights)
    return float(max(errors))


def layer_sizes(
    n_samples: int, n_inputs: int, n_outputs: int, *, gamma: float, n_layers: int
) -> tuple[int, ...]:
    """Suggest the number of units in each hidden layer by a rule of thumb.

    It is a place to start a search from, no law: nothing proves it, it knows nothing of the
    boundary that has to be learned, and its authors differ on gamma. Compare its suggestion with
    smaller and larger networks on validation data.

    Parameters
    ----------
    n_samples : int
        The number of training samples.
    n_inputs : int
        The number of features.
    n_outputs : int
        The number of output units: 1 for two classes, else the number of classes.
    gamma : float
        How many samples there should be for each weight of the first hidden layer, from 2 to 20.
        A larger one gives fewer units.
    n_layers : int
        The number of hidden layers.

    Returns
    -------
    tuple of int
        What `MLPClassifier` takes as `hidden_layer_sizes`: powers of two, each half the one
        before it.

    Raises
    ------
    ValueError
        If a number is out of range, the rule gives less than one unit, or the first layer cannot
        be halved so often.

    Notes
    -----
    N_n = N_s / ((N_i + N_o) gamma), with the samples N_s, the inputs N_i, the outputs N_o. The
    first layer has the largest power of two that is at most N_n; the powers of two and the
    halving are habits. With one hidden layer the network then has at most N_s / gamma weights,
    biases not counted.

    References
    ----------
    .. [1] "How to choose the number of hidden layers and nodes in a feedforward neural network?",
       Cross Validated, https://stats.stackexchange.com/q/181. An answer there gives this rule,
       with gamma from 2 to 10, as an upper bound that keeps a network from overfitting.
    .. [2] W. S. Sarle (ed.), "How many hidden units should I use?", in the Neural Network FAQ of
       the newsgroup comp.ai.neural-nets, part 3. Why rules of thumb of this kind are not to be
       trusted.

    Examples
    --------
    >>> layer_sizes(1000, 4, 1, gamma=10, n_layers=3)
    (16, 8, 4)
    >>> MLPClassifier(layer_sizes(1000, 2, 1, gamma=5, n_layers=2)).hidden_layer_sizes
    (64, 32)
    """
    n_samples = check_integer(n_samples, "n_samples", minimum=1, maximum=2**53)
    n_inputs = check_integer(n_inputs, "n_inputs", minimum=1, maximum=2**53)
    n_outputs = check_integer(n_outputs, "n_outputs", minimum=1, maximum=2**53)
    gamma = check_number(gamma, "gamma", minimum=2, maximum=20)
    n_layers = check_integer(n_layers, "n_layers", minimum=1)
    n_units = n_samples / ((n_inputs + n_outputs) * gamma)
    if n_units < 1:
        raise ValueError(
            f"n_samples is {n_samples}: the rule gives {n_units:.2g} units; wanted at least "
            f"{math.ceil((n_inputs + n_outputs) * gamma)} samples for one unit, or a smaller gamma."
        )
    exponent = math.frexp(n_units)[1] - 1  # 2**exponent is at most n_units, without rounding
    if n_layers > exponent + 1:
        raise ValueError(
            f"n_layers is {n_layers}, but the first layer has {2**exponent} units; wanted at "
            f"most {exponent + 1}, since each layer has half the units of the one before it."
        )
    return tuple(2 ** (exponent - k) for k in range(n_layers))


def _check_samples(
    X: Any, y: Any, X_name: str = "X", y_name: str = "y"
) -> tuple[np.ndarray, np.ndarray]:
    X, y = check_inputs(X, X_name), check_labels(y, y_name)
    check_same_length(**{X_name: X, y_name: y})
    return X, y


def _class_codes(logits: np.ndarray) -> np.ndarray:
    """Return the number of the most likely class of each row of logits."""
    if logits.shape[-1] == 1:
        return (logits[..., 0] >= 0).astype(np.int64)
    return logits.argmax(axis=-1)


def _interleave(weights: list[np.ndarray], biases: list[np.ndarray]) -> list[np.ndarray]:
    """Return copies W1, b1, W2, b2 and so on."""
    pairs = zip(weights, biases, strict=True)
    return [array.copy() for W, b in pairs for array in (W, b.ravel())]


def _check_state_params(params: Any) -> dict[str, Any]:
    """Return the constructor's arguments from a state, if their sizes are reasonable."""
    params = dict(check_keys(params, "params", _PARAMETERS))
    sizes = params["hidden_layer_sizes"]
    if type(sizes) not in (tuple, list) or len(sizes) > _MAX_HIDDEN_LAYERS:
        raise ValueError(
            f"hidden_layer_sizes is wrong; wanted a tuple of at most {_MAX_HIDDEN_LAYERS}."
        )
    for size in sizes:
        check_integer(size, "a size in hidden_layer_sizes", maximum=_MAX_LAYER_SIZE)
    check_integer(params["max_epochs"], "max_epochs", maximum=_MAX_EPOCHS)
    if type(params["random_state"]) is dict:
        params["random_state"] = generator_from_state(params["random_state"])
    else:
        check_integer(params["random_state"], "random_state", maximum=2**128, none_ok=True)
    return params


def _check_state_classes(classes: Any) -> np.ndarray:
    if type(classes) is not np.ndarray or classes.ndim != 1 or classes.dtype.kind not in "biufU":
        raise ValueError("classes is wrong; wanted a flat array of numbers, booleans or strings.")
    if not 2 <= len(classes) <= _MAX_CLASSES:
        raise ValueError(f"classes has {len(classes)} labels; wanted 2 to {_MAX_CLASSES}.")
    check_labels(classes, "classes")
    if not np.array_equal(classes, np.unique(classes)):
        raise ValueError("classes are not sorted, or one stands twice.")
    return classes


def __getattr__(name: str) -> Any:
    """Import `fit_many` when it is asked for: its module stands on this one."""
    if name == "fit_many":
        from ._population import fit_many

        return fit_many
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
