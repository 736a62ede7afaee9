"""Inputs made ready for a model, and the pipeline that keeps the making honest.

A transformer learns in `fit` and applies in `transform`. What it learns, such as a mean, must
come from the training set alone: a mean over all samples tells the model something about those
that it is tested with. A pipeline does that by itself, since its `fit` sees the training set
and nothing else.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Self

import numpy as np

from ._validation import (
    check_boolean,
    check_choice,
    check_float_array,
    check_inputs,
    check_integer,
    check_keys,
    kind_of,
    with_article,
)
from .neural_network import MLPClassifier

__all__ = ["Pipeline", "PolynomialFeatures", "StandardScaler", "make_pipeline"]

# More columns than any lesson needs, few enough to fit into memory.
_MAX_COLUMNS = 100_000

# What a state from outside may ask for: enough for any lesson, too little to do harm.
_MAX_STATE_FEATURES = 100_000
_MAX_STATE_DEGREE = 100
_MAX_STATE_POWERS = 1_000_000
_MAX_STATE_STEPS = 20
_MAX_STATE_DEPTH = 5


# --- Transformers ------------------------------------------------------------------------------


class _Transformer:
    """What the transformers share: the number of features, and the order fit, then transform."""

    n_features_in_: int

    def get_params(self) -> dict[str, Any]:
        """Return the arguments that make an equal, unfitted transformer.

        Returns
        -------
        dict of str to object
            The constructor's arguments by name.
        """
        return {}

    def fit_transform(self, X: Any, y: Any = None) -> np.ndarray:
        """Learn from some inputs and transform these same inputs: for the training set.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            The training inputs.
        y : ignored
            It is there so that pipelines can pass labels to every step.

        Returns
        -------
        ndarray of float64, shape (n_samples, n_features_out)
            The transformed inputs, in a new array.

        Raises
        ------
        ValueError
            As `fit` and `transform` do.
        """
        return self.fit(X, y).transform(X)

    def _check_fitted(self) -> None:
        if not hasattr(self, "n_features_in_"):
            name = type(self).__name__
            raise ValueError(f"This {name} is not fitted yet; call fit(X) first.")

    def _check_inputs(self, X: Any) -> np.ndarray:
        self._check_fitted()
        return check_inputs(X, n_features=self.n_features_in_)


class StandardScaler(_Transformer):
    """Shift and scale every feature to mean 0 and standard deviation 1.

    Features of different sizes, such as 0.01 and 1000, make a network hard to train: one
    learning rate cannot fit both. Fit the scaler on the training set alone, then transform
    validation and test data with the same means and deviations.

    Attributes
    ----------
    mean_ : ndarray of float64, shape (n_features,)
        The mean of each feature.
    var_ : ndarray of float64, shape (n_features,)
        The variance of each feature.
    scale_ : ndarray of float64, shape (n_features,)
        What each feature is divided by: its standard deviation, or 1 if it is constant.
    n_features_in_ : int
        The number of features.

    Notes
    -----
    ``z = (x - mean_) / scale_``, where the variance is the mean of ``(x - mean_)**2``: it is
    divided by n, not by n - 1.

    The mean of equal numbers can be wrong in its last digit, and the variance is then tiny
    instead of 0. A feature counts as constant if its variance is no larger than such rounding
    makes it [1]_, as in scikit-learn.

    References
    ----------
    .. [1] T. F. Chan, G. H. Golub and R. J. LeVeque, "Algorithms for computing the sample
       variance: analysis and recommendations", The American Statistician 37, 1983.

    Examples
    --------
    >>> X_train = [[1.0, 100.0], [2.0, 300.0], [3.0, 200.0]]
    >>> scaler = StandardScaler().fit(X_train)
    >>> scaler.mean_
    array([  2., 200.])
    >>> scaler.transform(X_train).std(axis=0)
    array([1., 1.])
    >>> scaler.transform([[2.0, 200.0]])
    array([[0., 0.]])
    """

    def fit(self, X: Any, y: Any = None) -> Self:
        """Compute mean and standard deviation of every feature.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            The training inputs.
        y : ignored
            It is there so that pipelines can pass labels to every step.

        Returns
        -------
        StandardScaler
            The scaler itself. What an earlier `fit` has computed is forgotten.

        Raises
        ------
        ValueError
            If X is not such a table, is empty, holds NaN or infinity, or holds numbers so large
            that their squares overflow.
        """
        X = check_inputs(X)
        with np.errstate(over="ignore", invalid="ignore"):
            mean = X.mean(axis=0)
            deviation = X - mean
            # The second term is 0 but for rounding, and takes most of the rounding away.
            squares = (deviation**2).sum(axis=0) - deviation.sum(axis=0) ** 2 / len(X)
            var = squares / len(X)
        if not np.isfinite(var).all():
            largest = np.abs(X).max()
            raise ValueError(
                f"X holds numbers as large as {largest:.3g}, whose variance overflows; wanted "
                "smaller ones, in other units."
            )
        self.n_features_in_ = X.shape[1]
        self.mean_ = mean
        self.var_ = np.maximum(var, 0)
        self.scale_ = np.sqrt(self.var_)
        self.scale_[_is_constant(self.var_, mean, len(X))] = 1
        return self

    def transform(self, X: Any) -> np.ndarray:
        """Subtract the means and divide by the standard deviations.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            Any inputs.

        Returns
        -------
        ndarray of float64, shape (n_samples, n_features)
            The scaled inputs, in a new array.

        Raises
        ------
        ValueError
            If the scaler is not fitted, or X does not fit it.
        """
        return (self._check_inputs(X) - self.mean_) / self.scale_

    def inverse_transform(self, X: Any) -> np.ndarray:
        """Turn scaled inputs back into the original units.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            Scaled inputs.

        Returns
        -------
        ndarray of float64, shape (n_samples, n_features)
            What `transform` would turn into X, but for rounding, in a new array.

        Raises
        ------
        ValueError
            If the scaler is not fitted, or X does not fit it.

        Examples
        --------
        >>> scaler = StandardScaler().fit([[10.0], [30.0]])
        >>> scaler.inverse_transform([[-1.0], [0.0], [1.0]]).ravel()
        array([10., 20., 30.])
        """
        return self._check_inputs(X) * self.scale_ + self.mean_

    def get_state(self) -> dict[str, Any]:
        """Return what was learned as plain data.

        Returns
        -------
        dict of str to ndarray of float64, shape (n_features,)
            What `from_state` takes, a copy: mean, var and scale; all None if it is not fitted.

        Examples
        --------
        >>> StandardScaler().fit([[1.0], [3.0]]).get_state()
        {'mean': array([2.]), 'var': array([1.]), 'scale': array([1.])}
        """
        if not hasattr(self, "n_features_in_"):
            return dict.fromkeys(_SCALER_KEYS)
        return {key: getattr(self, f"{key}_").copy() for key in _SCALER_KEYS}

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> Self:
        """Make a scaler from the plain data of another one.

        Nothing in the state is run or trusted: it may come from anybody.

        Parameters
        ----------
        state : dict
            What `get_state` gave.

        Returns
        -------
        StandardScaler
            An equal one.

        Raises
        ------
        ValueError
            If the state is not one that `get_state` gives.

        Examples
        --------
        >>> scaler = StandardScaler().fit([[1.0], [3.0]])
        >>> StandardScaler.from_state(scaler.get_state()).transform([[5.0]])
        array([[3.]])
        """
        check_keys(state, "state of StandardScaler", _SCALER_KEYS)
        scaler = cls()
        if all(value is None for value in state.values()):
            return scaler
        n_features = check_integer(
            len(state["mean"]) if type(state["mean"]) is np.ndarray and state["mean"].ndim else 0,
            "StandardScaler's number of features",
            minimum=1,
            maximum=_MAX_STATE_FEATURES,
        )
        mean, var, scale = (
            check_float_array(state[key], f"StandardScaler's {key}", n_features)
            for key in _SCALER_KEYS
        )
        if var.min() < 0 or scale.min() <= 0:
            raise ValueError(
                f"StandardScaler's var is as low as {var.min():g} and its scale as "
                f"{scale.min():g}; wanted no negative variance, and scales above 0."
            )
        scaler.mean_, scaler.var_, scaler.scale_ = mean.copy(), var.copy(), scale.copy()
        scaler.n_features_in_ = n_features
        return scaler

    def __repr__(self) -> str:
        return "StandardScaler()"


_SCALER_KEYS = ("mean", "var", "scale")


def _is_constant(var: np.ndarray, mean: np.ndarray, n_samples: int) -> np.ndarray:
    """Tell which variances are no larger than rounding can make them for equal numbers."""
    eps = np.finfo(np.float64).eps
    return var <= n_samples * eps * var + (n_samples * mean * eps) ** 2


class PolynomialFeatures(_Transformer):
    """Add powers and products of the features, so that a linear model can draw a curve.

    Parameters
    ----------
    degree : int, default 2
        The largest degree of a term, at least 1: x0 x1 and x0^2 have degree 2.
    interaction_only : bool, default False
        Whether powers such as x0^2 are left out, so that only products of different features
        are made.
    include_bias : bool, default True
        Whether the first column is all ones. A network has biases of its own: pass False.

    Attributes
    ----------
    powers_ : ndarray of int64, shape (n_output_features_, n_features_in_)
        The exponent of each feature in each term.
    n_features_in_ : int
        The number of features.
    n_output_features_ : int
        The number of terms.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Notes
    -----
    n features make ``comb(n + degree, degree)`` terms, the column of ones included. The number
    grows fast: 10 features make 66 terms of degree 2 and 3003 of degree 5. Scale the features
    first, else high powers become huge or vanish.

    Examples
    --------
    >>> features = PolynomialFeatures(2, include_bias=False)
    >>> features.fit_transform([[2.0, 3.0]])
    array([[2., 3., 4., 6., 9.]])
    >>> features.get_feature_names_out()
    ['x0', 'x1', 'x0^2', 'x0 x1', 'x1^2']
    """

    def __init__(
        self, degree: int = 2, *, interaction_only: bool = False, include_bias: bool = True
    ) -> None:
        self.degree = check_integer(degree, "degree", minimum=1)
        self.interaction_only = check_boolean(interaction_only, "interaction_only")
        self.include_bias = check_boolean(include_bias, "include_bias")

    def get_params(self) -> dict[str, Any]:
        """Return the arguments that make an equal, unfitted transformer.

        Returns
        -------
        dict of str to object
            The constructor's arguments by name.

        Examples
        --------
        >>> PolynomialFeatures(3).get_params()
        {'degree': 3, 'interaction_only': False, 'include_bias': True}
        """
        return {
            "degree": self.degree,
            "interaction_only": self.interaction_only,
            "include_bias": self.include_bias,
        }

    def fit(self, X: Any, y: Any = None) -> Self:
        """Find out which terms there are; only the number of features matters for that.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            The training inputs.
        y : ignored
            It is there so that pipelines can pass labels to every step.

        Returns
        -------
        PolynomialFeatures
            The transformer itself.

        Raises
        ------
        ValueError
            If X is not such a table, is empty or holds NaN or infinity, or if there would be
            more than 100 000 terms.
        """
        self._learn(check_inputs(X).shape[1])
        return self

    def _learn(self, n_features: int) -> None:
        """Find out which terms there are of so many features."""
        n_terms = self._count_terms(n_features)
        if n_terms > _MAX_COLUMNS:
            raise ValueError(
                f"degree is {self.degree}, which makes more than {_MAX_COLUMNS} terms of "
                f"{n_features} features; wanted a lower degree or fewer features."
            )
        self.n_features_in_ = n_features
        self.n_output_features_ = n_terms
        self.powers_ = np.array(
            [np.bincount(term, minlength=n_features) for term in self._terms()], dtype=np.int64
        )

    def transform(self, X: Any) -> np.ndarray:
        """Compute the terms.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            Any inputs.

        Returns
        -------
        ndarray of float64, shape (n_samples, n_output_features_)
            The terms in the order of `powers_`: by degree, and within a degree those with more
            of the first features first.

        Raises
        ------
        ValueError
            If the transformer is not fitted, X does not fit it, or a product overflows.
        """
        X = self._check_inputs(X)
        table = np.empty((self.n_output_features_, len(X)))
        rows: dict[tuple[int, ...], np.ndarray] = {}
        with np.errstate(over="ignore", under="ignore"):
            for term, row in zip(self._terms(), table, strict=True):
                # A term is an earlier one, times one more feature.
                row[:] = X[:, term[-1]] * rows.get(term[:-1], 1.0) if term else 1.0
                rows[term] = row
        if not np.isfinite(table).all():
            raise ValueError(
                f"X holds numbers as large as {np.abs(X).max():.3g}, whose products of degree "
                f"{self.degree} overflow; wanted smaller ones: scale X first."
            )
        return np.ascontiguousarray(table.T)

    def get_feature_names_out(self, input_features: Sequence[str] | None = None) -> list[str]:
        """Return the terms as text.

        Parameters
        ----------
        input_features : sequence of str, optional
            The names of the features; x0, x1 and so on by default.

        Returns
        -------
        list of str
            A name for each column that `transform` returns.

        Raises
        ------
        ValueError
            If the transformer is not fitted, or there is not one name for each feature.

        Examples
        --------
        >>> PolynomialFeatures(2).fit([[1.0, 2.0]]).get_feature_names_out(["u", "v"])
        ['1', 'u', 'v', 'u^2', 'u v', 'v^2']
        """
        self._check_fitted()
        if input_features is None:
            input_features = [f"x{i}" for i in range(self.n_features_in_)]
        n_names = len(input_features) if np.iterable(input_features) else -1
        if isinstance(input_features, str) or n_names != self.n_features_in_:
            raise ValueError(
                f"input_features is {str(input_features)[:80]}; wanted a sequence of "
                f"{self.n_features_in_} names."
            )
        return [_term_name(Counter(term), input_features) for term in self._terms()]

    def get_state(self) -> dict[str, Any]:
        """Return the arguments and what was learned as plain data.

        Returns
        -------
        dict
            What `from_state` takes: params, and n_features, None if it is not fitted.

        Examples
        --------
        >>> PolynomialFeatures(3).fit([[1.0, 2.0]]).get_state()["n_features"]
        2
        """
        return {"params": self.get_params(), "n_features": getattr(self, "n_features_in_", None)}

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> Self:
        """Make a transformer from the plain data of another one.

        Nothing in the state is run or trusted: it may come from anybody.

        Parameters
        ----------
        state : dict
            What `get_state` gave.

        Returns
        -------
        PolynomialFeatures
            An equal one.

        Raises
        ------
        ValueError
            If the state is not one that `get_state` gives, or is larger than any lesson needs.

        Examples
        --------
        >>> features = PolynomialFeatures(2).fit([[1.0]])
        >>> PolynomialFeatures.from_state(features.get_state()).transform([[3.0]])
        array([[1., 3., 9.]])
        """
        check_keys(state, "state of PolynomialFeatures", ("params", "n_features"))
        names = ("degree", "interaction_only", "include_bias")
        params = check_keys(state["params"], "params of PolynomialFeatures", names)
        check_integer(params["degree"], "degree", minimum=1, maximum=_MAX_STATE_DEGREE)
        features = cls(**params)
        n_features = check_integer(
            state["n_features"],
            "PolynomialFeatures' n_features",
            minimum=1,
            maximum=_MAX_STATE_FEATURES,
            none_ok=True,
        )
        if n_features is None:
            return features
        # Counted before any memory is taken: a state names a size, it does not bring the terms.
        size = features._count_terms(n_features) * (n_features + features.degree)
        if size > _MAX_STATE_POWERS:
            raise ValueError(
                f"PolynomialFeatures' n_features is {n_features}, with degree {features.degree}: "
                "that makes more terms than any lesson needs."
            )
        features._learn(n_features)
        return features

    def _terms(self) -> Iterator[tuple[int, ...]]:
        """Yield each term as the numbers of its features, with repetition: x0^2 x1 is 0, 0, 1."""
        combine = (
            itertools.combinations
            if self.interaction_only
            else itertools.combinations_with_replacement
        )
        lowest = 0 if self.include_bias else 1
        for degree in range(lowest, self.degree + 1):
            yield from combine(range(self.n_features_in_), degree)

    def _count_terms(self, n_features: int) -> int:
        """Return how many terms there are, without making them."""
        if self.interaction_only:
            degrees = range(min(self.degree, n_features) + 1)
            n_terms = sum(math.comb(n_features, degree) for degree in degrees)
        else:
            n_terms = math.comb(n_features + self.degree, self.degree)
        return n_terms if self.include_bias else n_terms - 1

    def __repr__(self) -> str:
        arguments = ", ".join(f"{name}={value}" for name, value in self.get_params().items())
        return f"PolynomialFeatures({arguments})"


def _term_name(exponents: dict[int, int], names: Sequence[str]) -> str:
    factors = [names[i] if n == 1 else f"{names[i]}^{n}" for i, n in exponents.items()]
    return " ".join(factors) or "1"


# --- Pipelines ---------------------------------------------------------------------------------


def make_pipeline(*steps: Any) -> Pipeline:
    """Chain transformers, and a classifier at the end if wanted, into one model.

    Parameters
    ----------
    *steps : object
        Transformers, each with the methods fit and transform; the last step may be a classifier
        instead, with the methods fit and predict. They are used, not copied.

    Returns
    -------
    Pipeline
        The pipeline. A step is called by the name of its class in small letters, with -1, -2 and
        so on behind it if the class occurs more than once.

    Raises
    ------
    ValueError
        If there is no step, a step lacks a method that it needs, is a class and not an object,
        or stands twice.

    Examples
    --------
    >>> from goodpractice.datasets import make_ellipse
    >>> from goodpractice.neural_network import MLPClassifier
    >>> X, y = make_ellipse(1000, random_state=0)
    >>> linear = MLPClassifier((), random_state=0)
    >>> model = make_pipeline(PolynomialFeatures(2, include_bias=False), StandardScaler(), linear)
    >>> model.fit(X, y).score(X, y) > 0.98
    True
    >>> model[0].get_feature_names_out()
    ['x0', 'x1', 'x0^2', 'x0 x1', 'x1^2']
    """
    kinds = [type(step).__name__.lower() for step in steps]
    names = []
    for i, kind in enumerate(kinds):
        number = f"-{kinds[: i + 1].count(kind)}" if kinds.count(kind) > 1 else ""
        names.append(kind + number)
    return Pipeline(list(zip(names, steps, strict=True)))


class Pipeline:
    """Steps that are fitted one after the other, each with what the one before made.

    All steps but the last are transformers. The last may be a classifier, then the pipeline is
    one: it has `predict` and `score`; or a transformer, then it has `transform`.
    `make_pipeline` makes one without names.

    Parameters
    ----------
    steps : sequence of tuple (str, object)
        The steps with their names. A name holds no ``__`` and does not end in ``_``.

    Attributes
    ----------
    steps : list of tuple (str, object)
        The steps with their names. ``pipeline[0]`` is the first step, ``pipeline[-1]`` the last.
    named_steps : dict of str to object
        The steps by their names.

    Raises
    ------
    ValueError
        If there is no step, a name is unfit or stands twice, or a step is unfit (see
        `make_pipeline`).

    Examples
    --------
    >>> pipeline = Pipeline([("scale", StandardScaler()), ("terms", PolynomialFeatures(2))])
    >>> pipeline.fit_transform([[1.0], [3.0]])
    array([[ 1., -1.,  1.],
           [ 1.,  1.,  1.]])
    """

    def __init__(self, steps: Sequence[tuple[str, Any]]) -> None:
        self.steps = _check_steps(steps)

    @property
    def named_steps(self) -> dict[str, Any]:
        """The steps by their names."""
        return dict(self.steps)

    @property
    def n_features_in_(self) -> int:
        """The number of features that the first step was fitted with."""
        return self[0].n_features_in_

    @property
    def classes_(self) -> np.ndarray:
        """The labels, sorted, as the classifier at the end has them."""
        return self[-1].classes_

    @property
    def history_(self) -> Any:
        """The metrics recorded by the classifier at the end."""
        return self[-1].history_

    def get_params(self) -> dict[str, Any]:
        """Return the arguments of all steps.

        Returns
        -------
        dict of str to object
            The arguments, each by the name of its step, two underscores, and its own name.

        Examples
        --------
        >>> make_pipeline(StandardScaler(), PolynomialFeatures(3)).get_params()
        {'polynomialfeatures__degree': 3,
         'polynomialfeatures__interaction_only': False,
         'polynomialfeatures__include_bias': True}
        """
        return {
            f"{name}__{parameter}": value
            for name, step in self.steps
            for parameter, value in step.get_params().items()
        }

    def clone(self, **params: Any) -> Pipeline:
        """Make an equal, unfitted pipeline of new steps, with other arguments where wanted.

        Parameters
        ----------
        **params : object
            Arguments to change, by the names that `get_params` gives them.

        Returns
        -------
        Pipeline
            The new pipeline. This one stays as it is.

        Raises
        ------
        ValueError
            If no step has such an argument.

        Examples
        --------
        >>> pipeline = make_pipeline(StandardScaler(), PolynomialFeatures(3))
        >>> pipeline.clone(polynomialfeatures__degree=2)[-1].degree
        2
        """
        known = self.get_params()
        unknown = [name for name in params if name not in known]
        if unknown:
            raise ValueError(
                f"No step has the argument {unknown[0]!r}; wanted one of {', '.join(known)}."
            )
        changed = known | params
        return Pipeline([(name, _rebuild(name, step, changed)) for name, step in self.steps])

    def fit(
        self, X: Any, y: Any = None, *, validation_data: Any = None, **fit_params: Any
    ) -> Self:
        """Fit every step with the training set, as the steps before it have transformed it.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            The training inputs.
        y : array-like of labels, shape (n_samples,) or (n_samples, 1), optional
            Their labels; a classifier needs them.
        validation_data : tuple of array-like (X, y), optional
            Samples that the last step evaluates itself with. The transformers transform them
            and learn nothing from them.
        **fit_params : object
            More arguments for the `fit` of the last step, such as `callbacks`. A callback gets
            that step as its model, not the pipeline.

        Returns
        -------
        Pipeline
            The pipeline itself.

        Raises
        ------
        ValueError
            If the data have wrong shapes, are empty or hold NaN, or validation data do not fit
            the training data.
        """
        for _, step in self.steps[:-1]:
            step.fit(X, y)
            X = step.transform(X)
        if validation_data is not None:
            fit_params["validation_data"] = self._transform_validation_data(validation_data)
        self[-1].fit(X, y, **fit_params)
        return self

    def fit_transform(self, X: Any, y: Any = None) -> np.ndarray:
        """Fit every step and return the transformed training inputs.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            The training inputs.
        y : array-like of labels, shape (n_samples,) or (n_samples, 1), optional
            Their labels, for steps that use them.

        Returns
        -------
        ndarray of float64, shape (n_samples, n_features_out)
            What the last step makes of them.

        Raises
        ------
        ValueError
            If X is not such a table, is empty, or holds NaN or infinity.
        AttributeError
            If the last step is no transformer.
        """
        self._method_of_last("transform")
        return self.fit(X, y).transform(X)

    def transform(self, X: Any) -> np.ndarray:
        """Return what all steps, one after the other, make of some inputs.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            Any inputs.

        Returns
        -------
        ndarray of float64, shape (n_samples, n_features_out)
            The transformed inputs.

        Raises
        ------
        ValueError
            If the pipeline is not fitted, or X does not fit it.
        AttributeError
            If the last step is no transformer.
        """
        return self._method_of_last("transform")(self._transform_inputs(X))

    def predict(self, X: Any) -> np.ndarray:
        """Return the most likely class.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            Any inputs, not transformed.

        Returns
        -------
        ndarray, shape (n_samples,)
            Labels.

        Raises
        ------
        ValueError
            If the pipeline is not fitted, or X does not fit it.
        AttributeError
            If the last step is no classifier.
        """
        return self._method_of_last("predict")(self._transform_inputs(X))

    def predict_proba(self, X: Any) -> np.ndarray:
        """Return the probability of each class.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            Any inputs, not transformed.

        Returns
        -------
        ndarray of float64, shape (n_samples, n_classes)
            Probabilities, in the order of `classes_`.

        Raises
        ------
        ValueError
            If the pipeline is not fitted, or X does not fit it.
        AttributeError
            If the last step does not tell probabilities.
        """
        return self._method_of_last("predict_proba")(self._transform_inputs(X))

    def decision_function(self, X: Any) -> np.ndarray:
        """Return the logits, or what else the classifier decides by.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            Any inputs, not transformed.

        Returns
        -------
        ndarray of float64, shape (n_samples,) or (n_samples, n_classes)
            For two classes one number, positive if the second is more likely; else one for each.

        Raises
        ------
        ValueError
            If the pipeline is not fitted, or X does not fit it.
        AttributeError
            If the last step has no such method.
        """
        return self._method_of_last("decision_function")(self._transform_inputs(X))

    def score(self, X: Any, y: Any) -> float:
        """Return the score of the classifier at the end, as a rule its accuracy.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            Any inputs, not transformed.
        y : array-like of labels, shape (n_samples,) or (n_samples, 1)
            Their true labels.

        Returns
        -------
        float
            Between 0 and 1 for an accuracy.

        Raises
        ------
        ValueError
            If the pipeline is not fitted, or the data do not fit it.
        AttributeError
            If the last step is no classifier.
        """
        return self._method_of_last("score")(self._transform_inputs(X), y)

    def loss(self, X: Any, y: Any) -> float:
        """Return the loss of the classifier at the end, its penalty included.

        Parameters
        ----------
        X : array-like of float, shape (n_samples, n_features)
            Any inputs, not transformed.
        y : array-like of labels, shape (n_samples,) or (n_samples, 1)
            Their true labels.

        Returns
        -------
        float
            0 or more.

        Raises
        ------
        ValueError
            If the pipeline is not fitted, or the data do not fit it.
        AttributeError
            If the last step has no such method.
        """
        return self._method_of_last("loss")(self._transform_inputs(X), y)

    def get_state(self) -> dict[str, Any]:
        """Return all steps as plain data and NumPy arrays.

        Returns
        -------
        dict
            What `from_state` takes, a copy: for each step its name, its class and its state.

        Raises
        ------
        ValueError
            If a step is no object of this library.

        Examples
        --------
        >>> make_pipeline(PolynomialFeatures(2)).get_state()["steps"][0][:2]
        ['polynomialfeatures', 'PolynomialFeatures']
        """
        steps = []
        for name, step in self.steps:
            kind = type(step).__name__
            if _STATE_CLASSES.get(kind) is not type(step):
                raise ValueError(
                    f"The step {name!r} is {with_article(kind)}, which has no plain state; "
                    f"wanted one of {', '.join(_STATE_CLASSES)}."
                )
            steps.append([name, kind, step.get_state()])
        return {"steps": steps}

    @classmethod
    def from_state(cls, state: dict[str, Any]) -> Self:
        """Make a pipeline from the plain data of another one.

        Nothing in the state is run or trusted: it may come from anybody.

        Parameters
        ----------
        state : dict
            What `get_state` gave.

        Returns
        -------
        Pipeline
            An equal one, of new steps.

        Raises
        ------
        ValueError
            If the state is not one that `get_state` gives, or is larger than any lesson needs.

        Examples
        --------
        >>> pipeline = make_pipeline(StandardScaler(), PolynomialFeatures(2)).fit([[1.0], [3.0]])
        >>> Pipeline.from_state(pipeline.get_state()).transform([[3.0]])
        array([[1., 1., 1.]])
        """
        return cls._from_state(state, 1)

    @classmethod
    def _from_state(cls, state: Any, depth: int) -> Self:
        if depth > _MAX_STATE_DEPTH:
            raise ValueError(f"Pipelines are nested more than {_MAX_STATE_DEPTH} deep.")
        steps = check_keys(state, "state of Pipeline", ("steps",))["steps"]
        if type(steps) is not list or not 1 <= len(steps) <= _MAX_STATE_STEPS:
            raise ValueError(f"Pipeline's steps are no list of 1 to {_MAX_STATE_STEPS} steps.")
        made = []
        for step in steps:
            if type(step) is not list or len(step) != 3 or type(step[0]) is not str:
                raise ValueError(
                    "Pipeline's steps hold something else than lists of a name, the name of a "
                    "class and a state."
                )
            name, kind, own = step
            kind = _STATE_CLASSES[check_choice(kind, "the class of a step", _STATE_CLASSES)]
            if kind is Pipeline:
                made.append((name, cls._from_state(own, depth + 1)))
            else:
                made.append((name, kind.from_state(own)))
        return cls(made)

    def _transform_inputs(self, X: Any) -> Any:
        """Return what the last step is given."""
        for _, step in self.steps[:-1]:
            X = step.transform(X)
        return X

    def _transform_validation_data(self, validation_data: Any) -> tuple[Any, Any]:
        if not isinstance(validation_data, tuple | list) or len(validation_data) != 2:
            raise ValueError("validation_data is not a pair; wanted (X_valid, y_valid).")
        # A classifier that stands alone checks them itself, once it is fitted.
        n_features = getattr(self[0], "n_features_in_", None) if len(self) > 1 else None
        X = check_inputs(validation_data[0], "validation_data's X", n_features=n_features)
        return self._transform_inputs(X), validation_data[1]

    def _method_of_last(self, method: str) -> Any:
        if not _has_method(self[-1], method):
            raise AttributeError(
                f"The pipeline ends in {kind_of(self[-1])}, which has no {method}."
            )
        return getattr(self[-1], method)

    def __getitem__(self, index: int) -> Any:
        return self.steps[index][1]

    def __len__(self) -> int:
        return len(self.steps)

    def __repr__(self) -> str:
        return f"Pipeline({', '.join(f'{name}={step!r}' for name, step in self.steps)})"


# What a pipeline can be made of again from plain data.
_STATE_CLASSES = {
    kind.__name__: kind for kind in (StandardScaler, PolynomialFeatures, MLPClassifier, Pipeline)
}


def _check_steps(steps: Any) -> list[tuple[str, Any]]:
    if not isinstance(steps, Sequence) or isinstance(steps, str):
        raise ValueError(f"steps is {kind_of(steps)}; wanted a list of (name, step).")
    if not steps:
        raise ValueError("There are no steps; wanted at least one.")
    if any(not isinstance(pair, tuple | list) or len(pair) != 2 for pair in steps):
        raise ValueError("steps holds something that is no pair; wanted (name, step) each time.")
    names = [name for name, _ in steps]
    for name in names:
        if not isinstance(name, str) or not name or "__" in name or name.endswith("_"):
            raise ValueError(
                f"A step is called {str(name)[:80]!r}; wanted a name without '__' in it and "
                "without '_' at its end."
            )
        if names.count(name) > 1:
            raise ValueError(f"{names.count(name)} steps are called {name!r}; wanted one.")
    for position, (name, step) in enumerate(steps, start=1):
        _check_step(name, step, is_last=position == len(steps))
    if len({id(step) for _, step in steps}) < len(steps):
        raise ValueError("One object stands twice in the pipeline; wanted one for each step.")
    return [(name, step) for name, step in steps]


def _check_step(name: str, step: Any, *, is_last: bool) -> None:
    if isinstance(step, type):
        raise ValueError(
            f"The step {name!r} is the class {step.__name__}; wanted an object: {step.__name__}()."
        )
    is_transformer = _has_method(step, "transform")
    is_classifier = _has_method(step, "predict")
    if not _has_method(step, "fit") or not (is_transformer or (is_last and is_classifier)):
        wanted = "fit and transform" + (", or fit and predict" if is_last else "")
        place = "last" if is_last else "not the last"
        raise ValueError(
            f"The step {name!r} is {kind_of(step)} and {place}; wanted the methods {wanted}."
        )


def _has_method(step: Any, method: str) -> bool:
    """Tell whether a step can do something; a pipeline can do what its last step can."""
    while isinstance(step, Pipeline) and method != "fit":
        step = step[-1]
    return callable(getattr(step, method, None))


def _rebuild(name: str, step: Any, params: dict[str, Any]) -> Any:
    """Make a new step with those of the parameters that are its own."""
    prefix = f"{name}__"
    own = {
        parameter.removeprefix(prefix): value
        for parameter, value in params.items()
        if parameter.startswith(prefix)
    }
    return step.clone(**own) if isinstance(step, Pipeline) else type(step)(**own)
