"""What is trained on, what is selected on, what is tested on; and which settings to try.

Three sets, three jobs: the training set sets the weights, the validation set chooses among
models, the test set is used once, at the end. Folds are for data too few to set a validation
set aside. Grids and samplers list the hyperparameters that a search goes through; the two
searches themselves are in `_search`.
"""

from __future__ import annotations

import itertools
import math
import numbers
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ._validation import (
    RandomState,
    check_boolean,
    check_integer,
    check_labels,
    check_number,
    check_random_state,
    check_same_length,
)

if TYPE_CHECKING:  # at run time, see the end of this file
    from ._search import GridSearch, RandomizedSearch, SearchResults

__all__ = [
    "GridSearch",
    "KFold",
    "ParameterGrid",
    "ParameterSampler",
    "RandomizedSearch",
    "SearchResults",
    "StratifiedKFold",
    "loguniform",
    "split_sizes",
    "train_valid_test_split",
]


# --- Three sets --------------------------------------------------------------------------------

# With this many samples, 1000 tell an accuracy to about one percent: more would not tell much
# more, and would be missed in training.
_MANY_SAMPLES = 10_000
_ENOUGH_SAMPLES = 1000


def split_sizes(n_samples: int) -> tuple[int, int, int]:
    """Return how many samples to train, to validate and to test with: a rule of thumb.

    Parameters
    ----------
    n_samples : int
        How many samples there are, at least 3.

    Returns
    -------
    n_train, n_valid, n_test : int
        Over 10 000 samples, 1000 for validation and 1000 for the test; else a tenth for each,
        rounded, and at least 1. The rest trains.

    Raises
    ------
    ValueError
        If there are fewer than 3 samples.

    Notes
    -----
    The tenth is rounded by Python's `round`, so 2.5 becomes 2 and 3.5 becomes 4.

    Why 1000 are enough: an accuracy p measured on n samples has the standard error
    sqrt(p (1 - p) / n), which for p = 0.9 and n = 1000 is 0.0095.

    Examples
    --------
    >>> split_sizes(500)
    (400, 50, 50)
    >>> split_sizes(60_000)
    (58000, 1000, 1000)
    """
    n_samples = check_integer(n_samples, "n_samples", minimum=3)
    n_held_out = _ENOUGH_SAMPLES if n_samples > _MANY_SAMPLES else max(1, round(n_samples / 10))
    return n_samples - 2 * n_held_out, n_held_out, n_held_out


def train_valid_test_split(
    *arrays: Any,
    valid_size: int | float | None = None,
    test_size: int | float | None = None,
    stratify: Any = None,
    random_state: RandomState = None,
) -> list[np.ndarray]:
    """Shuffle samples and divide them into a training, a validation and a test set.

    Every sample goes into exactly one set, and row i of every array into the same one.

    Parameters
    ----------
    *arrays : array-like of numbers, booleans or strings, shape (n_samples, ...)
        What to split, as a rule X and y, all with one row for each sample.
    valid_size, test_size : int or float, optional
        How many samples to validate and to test with: an int is a number of samples, a float
        between 0 and 1 a fraction of them, rounded and at least 1. By default as `split_sizes`
        says.
    stratify : array-like of labels, shape (n_samples,) or (n_samples, 1), optional
        As a rule y. The share of each class is then the same in all three sets, but for
        rounding.
    random_state : int, numpy.random.Generator or None
        Where the order of the samples comes from. An int gives the same split at every call.

    Returns
    -------
    list of ndarray, length 3 * len(arrays)
        The parts of the first array, then those of the second and so on, as scikit-learn's
        `train_test_split` orders them: X_train, X_valid, X_test, y_train, y_valid, y_test. All
        are copies, in random order, and of the shape that the array had but for the number of
        rows.

    Raises
    ------
    ValueError
        If there is no array, lengths differ, there are fewer than 3 samples, values are missing
        (NaN, None), or a size is out of range or leaves nothing to train with. With `stratify`,
        also if a class has fewer than 3 samples or a set is smaller than the number of classes.

    Notes
    -----
    With `stratify`, n_k of n samples of class k, and a test set of size m, the test set gets
    n_k m / n samples of the class, rounded up or down: up for the largest remainders, so that
    they add up to m. The validation set gets its share of what is left in the same way. A class
    of which that is less than one sample can be missing from a set.

    Examples
    --------
    >>> X, y = np.arange(20).reshape(10, 2), np.array([0, 1] * 5)
    >>> parts = train_valid_test_split(X, y, valid_size=2, test_size=0.2, random_state=0)
    >>> X_train, X_valid, X_test, y_train, y_valid, y_test = parts
    >>> X_train.shape, X_valid.shape, y_test.shape
    ((6, 2), (2, 2), (2,))

    To know which samples went where, split their numbers:

    >>> train, valid, test = train_valid_test_split(np.arange(10), stratify=y, valid_size=2,
    ...                                             test_size=2, random_state=0)
    >>> sorted([*train, *valid, *test]) == list(range(10))
    True
    >>> sorted(y[valid].tolist())
    [0, 1]
    """
    if not arrays:
        raise ValueError("There is nothing to split; wanted at least one array, such as X.")
    arrays = tuple(_check_samples(array, f"arrays[{i}]") for i, array in enumerate(arrays))
    check_same_length(**{f"arrays[{i}]": array for i, array in enumerate(arrays)})
    n_samples = len(arrays[0])
    n_valid, n_test = _check_sizes(valid_size, test_size, n_samples)
    generator = check_random_state(random_state)
    order = generator.permutation(n_samples)
    if stratify is None:
        sets = np.split(order, [n_samples - n_valid - n_test, n_samples - n_test])
    else:
        codes = _check_strata(stratify, n_samples, n_valid, n_test)
        rest, test = _take_stratified(order, codes, n_test, generator)
        train, valid = _take_stratified(rest, codes, n_valid, generator)
        sets = [train, valid, test]
    return [array[indices] for array in arrays for indices in sets]


def _check_samples(array: Any, name: str) -> np.ndarray:
    """Return an array of any shape with one row for each sample."""
    try:
        array = np.asarray(array)
    except ValueError as error:  # rows of different lengths
        raise ValueError(f"{name} is not a regular array: {error}.") from None
    if array.ndim == 0 or array.size == 0:
        raise ValueError(f"{name} has shape {array.shape}; wanted at least one sample.")
    # What else is wanted of each value is what is wanted of labels.
    check_labels(array.reshape(-1), name)
    return array


def _check_sizes(valid_size: Any, test_size: Any, n_samples: int) -> tuple[int, int]:
    if n_samples < 3:
        raise ValueError(f"There are {n_samples} samples; wanted at least 3, one for each set.")
    _, n_valid, n_test = split_sizes(n_samples)
    n_valid = _check_size(valid_size, "valid_size", n_samples, n_valid)
    n_test = _check_size(test_size, "test_size", n_samples, n_test)
    if n_valid + n_test >= n_samples:
        raise ValueError(
            f"valid_size makes {n_valid} and test_size {n_test} of {n_samples} samples; wanted "
            "at least one left to train with."
        )
    return n_valid, n_test


def _check_size(size: Any, name: str, n_samples: int, default: int) -> int:
    if size is None:
        return default
    if isinstance(size, numbers.Integral):
        return check_integer(size, name, minimum=1)
    fraction = check_number(size, name, minimum=0, maximum=1, above=True)
    return max(1, round(fraction * n_samples))


def _check_strata(stratify: Any, n_samples: int, n_valid: int, n_test: int) -> np.ndarray:
    """Return the class of each sample as a number from 0."""
    stratify = check_labels(stratify, "stratify")
    if len(stratify) != n_samples:
        raise ValueError(f"stratify has {len(stratify)} labels; wanted {n_samples}, one each.")
    classes, codes, counts = np.unique(stratify, return_inverse=True, return_counts=True)
    if counts.min() < 3:
        rarest = classes[counts.argmin()].item()
        raise ValueError(
            f"stratify has {counts.min()} samples of class {rarest!r}; wanted at least 3 of "
            "every class, one for each set."
        )
    smallest = min(n_valid, n_test, n_samples - n_valid - n_test)
    if smallest < len(classes):
        raise ValueError(
            f"The smallest set has {smallest} samples, but stratify has {len(classes)} classes; "
            "wanted at least one sample for each. Change valid_size and test_size."
        )
    return codes


def _take_stratified(
    indices: np.ndarray, codes: np.ndarray, n_taken: int, generator: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Divide indices into those that stay and `n_taken` that go, alike in their classes.

    Of every class the first ones go: the indices are in random order.
    """
    codes = codes[indices]
    quotas = _largest_remainders(np.bincount(codes), n_taken, generator)
    goes = np.zeros(len(indices), dtype=bool)
    for code, quota in enumerate(quotas):
        goes[np.flatnonzero(codes == code)[:quota]] = True
    return indices[~goes], indices[goes]


def _largest_remainders(
    counts: np.ndarray, total: int, generator: np.random.Generator
) -> np.ndarray:
    """Divide a total in proportion to counts, in whole numbers: Hamilton's method.

    Every share is rounded down; what is left goes to the largest remainders, one each. Of equal
    remainders chance chooses, else the first class would always have the advantage.
    """
    shares, remainders = np.divmod(counts * total, counts.sum())
    by_remainder = np.lexsort((generator.random(len(counts)), -remainders))
    shares[by_remainder[: total - shares.sum()]] += 1
    return shares


# --- Folds -------------------------------------------------------------------------------------


class _Folds:
    """What both kinds of folds share: the arguments, and how numbered folds become indices."""

    def __init__(
        self, n_splits: int = 5, *, shuffle: bool = False, random_state: RandomState = None
    ) -> None:
        self.n_splits = check_integer(n_splits, "n_splits", minimum=2)
        self.shuffle = check_boolean(shuffle, "shuffle")
        check_random_state(random_state)
        if random_state is not None and not shuffle:
            raise ValueError("random_state is given, but shuffle is False; wanted shuffle=True.")
        self.random_state = random_state

    def get_n_splits(self) -> int:
        """Return the number of folds.

        Returns
        -------
        int
            How many pairs `split` yields.
        """
        return self.n_splits

    def _split(self, codes: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Yield the indices of each pair, given the class of each sample as a number from 0.

        The samples, sorted by class, are dealt to the folds like cards: fold sizes differ by at
        most one, and so do the counts of a class. Within a class, the samples of a fold follow
        one another, unless they are shuffled.
        """
        generator = check_random_state(self.random_state)
        dealt = np.arange(len(codes)) % self.n_splits
        folds = np.empty_like(dealt)
        start = 0
        for code, count in enumerate(np.bincount(codes)):
            own = np.sort(dealt[start : start + count])
            if self.shuffle:
                generator.shuffle(own)
            folds[codes == code] = own
            start += count
        pairs = ((folds != k, folds == k) for k in range(self.n_splits))
        return ((np.flatnonzero(train), np.flatnonzero(test)) for train, test in pairs)

    def __repr__(self) -> str:
        return (
            f"{type(self).__name__}(n_splits={self.n_splits}, shuffle={self.shuffle}, "
            f"random_state={self.random_state})"
        )


class KFold(_Folds):
    """Divide samples into k folds; each is held out once while the others train.

    Parameters
    ----------
    n_splits : int, default 5
        The number of folds, at least 2.
    shuffle : bool, default False
        Whether samples go to folds by chance. If not, each fold is one stretch of the samples,
        which misleads if they are sorted.
    random_state : int, numpy.random.Generator or None
        Where chance comes from; only with `shuffle`. An int makes every `split` the same.

    Raises
    ------
    ValueError
        If an argument is out of range, or `random_state` is given without `shuffle`.

    Notes
    -----
    Of n samples, the first n mod k folds have one more than the others. Without `shuffle`, the
    folds are exactly scikit-learn's; with it, they come from another generator.

    Examples
    --------
    >>> for train, test in KFold(3).split(np.zeros((5, 2))):
    ...     print(train, test)
    [2 3 4] [0 1]
    [0 1 4] [2 3]
    [0 1 2 3] [4]
    """

    def split(self, X: Any, y: Any = None) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Yield the indices of the samples to train with and of those held out.

        Parameters
        ----------
        X : array-like, shape (n_samples, ...)
            The samples; only their number matters.
        y : array-like, shape (n_samples, ...), optional
            Their labels; they are not used.

        Yields
        ------
        train, test : ndarray of int64, shapes (n_train,) and (n_test,)
            Indices, rising. The second are those of the fold.

        Raises
        ------
        ValueError
            If there are fewer samples than folds, values are missing, or lengths differ. It is
            raised at the call, not at the first pair.
        """
        X = _check_samples(X, "X")
        if y is not None:
            check_same_length(X=X, y=_check_samples(y, "y"))
        if len(X) < self.n_splits:
            raise ValueError(
                f"X has {len(X)} samples; wanted at least n_splits, which is {self.n_splits}."
            )
        return self._split(np.zeros(len(X), dtype=np.int64))


class StratifiedKFold(_Folds):
    """Divide samples into k folds in each of which every class has its share.

    Parameters
    ----------
    n_splits : int, default 5
        The number of folds, at least 2.
    shuffle : bool, default False
        Whether the samples of a class go to folds by chance. If not, those of a fold follow one
        another.
    random_state : int, numpy.random.Generator or None
        Where chance comes from; only with `shuffle`. An int makes every `split` the same.

    Raises
    ------
    ValueError
        If an argument is out of range, or `random_state` is given without `shuffle`.

    Notes
    -----
    The sizes of two folds differ by at most one, and so do their numbers of samples of a class.
    Without `shuffle`, the folds are exactly scikit-learn's; with it, they come from another
    generator. scikit-learn warns of a class with fewer samples than folds; here that is an
    error, since a fold would lack the class.

    Examples
    --------
    >>> y = np.array([0, 0, 0, 0, 1, 1])
    >>> for train, test in StratifiedKFold(2).split(np.zeros((6, 2)), y):
    ...     print(test, y[test])
    [0 1 4] [0 0 1]
    [2 3 5] [0 0 1]
    """

    def split(self, X: Any, y: Any) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Yield the indices of the samples to train with and of those held out.

        Parameters
        ----------
        X : array-like, shape (n_samples, ...)
            The samples; only their number matters.
        y : array-like of labels, shape (n_samples,) or (n_samples, 1)
            Their labels.

        Yields
        ------
        train, test : ndarray of int64, shapes (n_train,) and (n_test,)
            Indices, rising. The second are those of the fold.

        Raises
        ------
        ValueError
            If a class has fewer samples than there are folds, values are missing, or lengths
            differ. It is raised at the call, not at the first pair.
        """
        X, y = _check_samples(X, "X"), check_labels(y)
        check_same_length(X=X, y=y)
        classes, first, codes, counts = np.unique(
            y, return_index=True, return_inverse=True, return_counts=True
        )
        if counts.min() < self.n_splits:
            rarest = classes[counts.argmin()].item()
            raise ValueError(
                f"y has {counts.min()} samples of class {rarest!r}; wanted at least n_splits, "
                f"which is {self.n_splits}, of every class."
            )
        # Classes are numbered as they first occur, so that their names do not matter.
        return self._split(np.argsort(np.argsort(first))[codes])


# --- Hyperparameters to try --------------------------------------------------------------------


class ParameterGrid:
    """All combinations of the values of some hyperparameters.

    Parameters
    ----------
    param_grid : dict of str to sequence, or sequence of such dicts
        The values of each hyperparameter: a list, tuple, range or flat array. Several dicts make
        several grids, one after the other.

    Raises
    ------
    ValueError
        If it is something else, or a hyperparameter has no value.

    Notes
    -----
    The number of combinations is the product of the numbers of values. Names are sorted, and the
    last one changes fastest, as in scikit-learn; the values of an array become Python numbers.

    Examples
    --------
    >>> grid = ParameterGrid({"alpha": [0.0, 0.1], "batch_size": [32, 64]})
    >>> len(grid)
    4
    >>> for params in grid:
    ...     print(params)
    {'alpha': 0.0, 'batch_size': 32}
    {'alpha': 0.0, 'batch_size': 64}
    {'alpha': 0.1, 'batch_size': 32}
    {'alpha': 0.1, 'batch_size': 64}
    >>> grid[2]
    {'alpha': 0.1, 'batch_size': 32}
    """

    def __init__(self, param_grid: Mapping[str, Any] | Sequence[Mapping[str, Any]]) -> None:
        self._grids = _check_spaces(param_grid, "param_grid", _check_values)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for grid in self._grids:
            for values in itertools.product(*grid.values()):
                yield dict(zip(grid, values, strict=True))

    def __len__(self) -> int:
        return self._size()

    def _size(self) -> int:
        """Return the number of combinations, even where it is too large for `len`."""
        return sum(map(_grid_size, self._grids))

    def __getitem__(self, index: int) -> dict[str, Any]:
        size = self._size()
        position = index + size if index < 0 else index
        if not 0 <= position < size:
            raise IndexError(f"index is {index}, but there are {size} combinations")
        grids = iter(self._grids)
        grid = next(grids)
        while position >= _grid_size(grid):
            position -= _grid_size(grid)
            grid = next(grids)
        params = {}
        for name in reversed(grid):  # the last changes fastest, like the last digit of a number
            position, digit = divmod(position, len(grid[name]))
            params[name] = grid[name][digit]
        return dict(reversed(params.items()))

    def __repr__(self) -> str:
        return f"ParameterGrid({self._size()} combinations)"


class ParameterSampler:
    """Combinations of hyperparameters drawn by chance.

    Parameters
    ----------
    param_distributions : dict of str to sequence or distribution, or sequence of such dicts
        What to draw each hyperparameter from: the values of a list, tuple, range or flat array,
        each with the same probability; or a distribution such as `loguniform`, or any of
        ``scipy.stats``, with a method ``rvs(random_state=generator)``. Of several dicts, one is
        chosen for each combination, each with the same probability.
    n_iter : int
        How many combinations to draw.
    random_state : int, numpy.random.Generator or None
        Where chance comes from. An int gives the same combinations whenever they are iterated
        over.

    Raises
    ------
    ValueError
        If an argument is wrong, a hyperparameter has no value, or there are only lists and they
        make fewer combinations than `n_iter`.

    Notes
    -----
    If there are only lists, no combination comes twice [*]_. Else each is drawn independently
    of the others. Why chance beats a grid of the same size if few hyperparameters matter: see
    [1]_.

    .. [*] Lists that make more than 2**63 combinations are drawn from independently as well.

    References
    ----------
    .. [1] J. Bergstra and Y. Bengio, "Random search for hyper-parameter optimization", Journal
       of Machine Learning Research 13, 2012.

    Examples
    --------
    >>> space = {"learning_rate": loguniform(1e-4, 1.0), "batch_size": [32, 64, 128]}
    >>> trials = list(ParameterSampler(space, n_iter=20, random_state=0))
    >>> len(trials), sorted(trials[0])
    (20, ['batch_size', 'learning_rate'])
    >>> all(1e-4 <= trial["learning_rate"] <= 1 for trial in trials)
    True
    """

    def __init__(
        self,
        param_distributions: Mapping[str, Any] | Sequence[Mapping[str, Any]],
        n_iter: int,
        *,
        random_state: RandomState = None,
    ) -> None:
        self._spaces = _check_spaces(param_distributions, "param_distributions", _check_source)
        self.n_iter = check_integer(n_iter, "n_iter", minimum=1)
        check_random_state(random_state)
        self.random_state = random_state
        self._grid = None
        if not any(_is_distribution(s) for space in self._spaces for s in space.values()):
            self._grid = ParameterGrid(self._spaces)
            if self.n_iter > self._grid._size():
                raise ValueError(
                    f"n_iter is {self.n_iter}, but there are {self._grid._size()} combinations; "
                    "wanted no more. ParameterGrid goes through all of them."
                )

    def __iter__(self) -> Iterator[dict[str, Any]]:
        generator = check_random_state(self.random_state)
        if self._grid is not None and self._grid._size() < 2**63:
            for index in generator.choice(self._grid._size(), self.n_iter, replace=False):
                yield self._grid[int(index)]
            return
        for _ in range(self.n_iter):
            space = self._spaces[generator.integers(len(self._spaces))]
            yield {name: _draw(source, generator) for name, source in space.items()}

    def __len__(self) -> int:
        return self.n_iter

    def __repr__(self) -> str:
        return f"ParameterSampler(n_iter={self.n_iter}, random_state={self.random_state})"


def loguniform(low: float, high: float) -> _LogUniform:
    """Make a distribution that is uniform in the logarithm, for `ParameterSampler`.

    It fits what is chosen by its order of magnitude, such as a learning rate: between 0.0001 and
    0.001 falls as much as between 0.1 and 1. A uniform distribution would hardly ever try values
    below 0.1.

    Parameters
    ----------
    low, high : float
        The ends of the range, 0 < low < high.

    Returns
    -------
    distribution
        An object with the method ``rvs(size=None, *, random_state=None)``, which returns a float
        or, with a size, an ndarray of float64 of that shape.

    Raises
    ------
    ValueError
        If the ends are not such numbers.

    Notes
    -----
    The probability density at x is 1 / (x log(high / low)). A value is
    exp(log(low) + u log(high / low)), with u uniform on [0, 1). ``scipy.stats.loguniform`` is
    the same distribution.

    Examples
    --------
    >>> rates = loguniform(1e-4, 1.0).rvs(10_000, random_state=0)
    >>> bool(rates.min() >= 1e-4 and rates.max() <= 1)
    True
    >>> round(float((rates < 0.01).mean()), 1)
    0.5
    """
    low = check_number(low, "low", minimum=0, above=True)
    return _LogUniform(low, check_number(high, "high", minimum=low, above=True))


class _LogUniform:
    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, high

    def rvs(
        self, size: int | tuple[int, ...] | None = None, *, random_state: RandomState = None
    ) -> float | np.ndarray:
        """Draw one value, or an array of them."""
        generator = check_random_state(random_state)
        exponents = generator.uniform(math.log(self.low), math.log(self.high), size)
        # exp(log(low)) can be less than low in the last digit.
        values = np.clip(np.exp(exponents), self.low, self.high)
        return float(values) if size is None else values

    def __repr__(self) -> str:
        return f"loguniform({self.low:g}, {self.high:g})"


def _check_spaces(
    spaces: Any, name: str, check: Callable[[Any, str], Any]
) -> list[dict[str, Any]]:
    """Return a list of dicts whose names are sorted and whose values have passed a check."""
    spaces = [spaces] if isinstance(spaces, Mapping) else spaces
    if not isinstance(spaces, tuple | list) or not spaces:
        raise ValueError(
            f"{name} is {_describe(spaces)}; wanted a dict of names and values, or a list of such."
        )
    for space in spaces:
        if not isinstance(space, Mapping):
            raise ValueError(f"{name} holds something {_describe(space)}; wanted dicts.")
        for key in space:
            if not isinstance(key, str):
                raise ValueError(f"{name} has the key {str(key)[:80]}; wanted strings as keys.")
    return [
        {key: check(space[key], f"{name}[{key!r}]") for key in sorted(space)} for space in spaces
    ]


def _check_values(values: Any, name: str) -> list[Any]:
    if _is_distribution(values):
        raise ValueError(f"{name} is a distribution; wanted a list. Use ParameterSampler.")
    if isinstance(values, np.ndarray) and values.ndim == 1:
        values = values.tolist()
    if not isinstance(values, tuple | list | range) or len(values) == 0:
        raise ValueError(
            f"{name} is {_describe(values)}; wanted the values to try: a list, tuple, range or "
            "flat array that is not empty."
        )
    return list(values)


def _check_source(source: Any, name: str) -> Any:
    return source if _is_distribution(source) else _check_values(source, name)


def _is_distribution(source: Any) -> bool:
    return callable(getattr(source, "rvs", None))


def _draw(source: Any, generator: np.random.Generator) -> Any:
    if isinstance(source, list):
        return source[generator.integers(len(source))]
    value = source.rvs(random_state=generator)
    return value.item() if isinstance(value, np.generic) else value


def _grid_size(grid: dict[str, list[Any]]) -> int:
    return math.prod(map(len, grid.values()))


def _describe(value: Any) -> str:
    """Return what came, in a few words."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, str):
        return repr(value[:80])
    is_empty = isinstance(value, tuple | list | range) and len(value) == 0
    return f"an empty {type(value).__name__}" if is_empty else f"of type {type(value).__name__}"


def __getattr__(name: str) -> Any:
    """Import a search when it is asked for: its module stands on this one."""
    if name in ("GridSearch", "RandomizedSearch", "SearchResults"):
        from . import _search

        return getattr(_search, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
