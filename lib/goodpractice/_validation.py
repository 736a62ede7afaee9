"""Shapes, types and ranges, checked at the door: the one place where arguments are judged.

Every function takes a value and the name that the caller gave it, and returns the value in its
one standard form or raises ``ValueError``. A message names the argument, says what came and
what was wanted. Nothing is ever broadcast by accident: labels leave here with shape (n,).
"""

from __future__ import annotations

import math
import numbers
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

RandomState = int | np.random.Generator | None


def check_inputs(X: Any, name: str = "X", *, n_features: int | None = None) -> np.ndarray:
    """Return the inputs of a model as numbers in a table, one row for each sample.

    Parameters
    ----------
    X : array-like of numbers, shape (n_samples, n_features)
        The inputs. Integers and booleans are converted.
    name : str
        What the caller calls them; messages use it.
    n_features : int, optional
        The number of columns that is wanted. Any number above 0 by default.

    Returns
    -------
    ndarray of float64, shape (n_samples, n_features)
        The same numbers, C-contiguous; not a copy if nothing had to be changed.

    Raises
    ------
    ValueError
        If X is not such a table, is empty, or holds NaN or infinity.
    """
    X = _as_array(X, name)
    if X.dtype.kind not in "biuf":
        raise ValueError(f"{name} has dtype {X.dtype}; wanted numbers.")
    if X.ndim != 2:
        hint = f" Use {name}.reshape(-1, 1) if it is one feature." if X.ndim == 1 else ""
        raise ValueError(
            f"{name} has shape {X.shape}; wanted a table of shape (n_samples, n_features).{hint}"
        )
    if X.size == 0:
        raise ValueError(f"{name} is empty, its shape is {X.shape}; wanted at least one sample.")
    if n_features is not None and X.shape[1] != n_features:
        raise ValueError(
            f"{name} has {X.shape[1]} features, its shape is {X.shape}; wanted {n_features}."
        )
    X = np.ascontiguousarray(X, dtype=np.float64)
    _refuse_non_finite(X, name)
    return X


def check_labels(y: Any, name: str = "y") -> np.ndarray:
    """Return labels with shape (n,), whether they came as (n,) or as (n, 1).

    Parameters
    ----------
    y : array-like of bool, int, float or str, shape (n,) or (n, 1)
        One label for each sample.
    name : str
        What the caller calls them; messages use it.

    Returns
    -------
    ndarray, shape (n,)
        The same labels, of the same dtype.

    Raises
    ------
    ValueError
        If the shape is another one, there is no label, or a label is missing (NaN, None).
    """
    y = _as_array(y, name)
    if y.ndim == 2 and y.shape[1] == 1:
        y = y[:, 0]
    if y.ndim != 1:
        raise ValueError(
            f"{name} has shape {y.shape}; wanted one value for each sample, (n,) or (n, 1)."
        )
    if y.size == 0:
        raise ValueError(f"{name} is empty; wanted at least one value.")
    if y.dtype.kind not in "biufU":
        raise ValueError(
            f"{name} has dtype {y.dtype}; wanted numbers, booleans or strings, none missing."
        )
    _refuse_non_finite(y, name)
    return y


def check_scores(y: Any, name: str) -> np.ndarray:
    """Return one finite number for each sample, as float64 with shape (n,).

    Parameters
    ----------
    y : array-like of numbers, shape (n,) or (n, 1)
        The numbers.
    name : str
        What the caller calls them; messages use it.

    Returns
    -------
    ndarray of float64, shape (n,)
        The same numbers.

    Raises
    ------
    ValueError
        As `check_labels` does, and if the values are strings.
    """
    y = check_labels(y, name)
    if y.dtype.kind == "U":
        raise ValueError(f"{name} holds strings; wanted numbers.")
    return y.astype(np.float64)


def check_same_length(**arrays: np.ndarray) -> None:
    """Refuse arrays that do not have one row for each sample of the first.

    Parameters
    ----------
    **arrays : ndarray
        The arrays, by the names that messages use.

    Raises
    ------
    ValueError
        If two lengths differ.
    """
    lengths = {name: len(array) for name, array in arrays.items()}
    if len(set(lengths.values())) > 1:
        came = ", ".join(f"{name} has {n}" for name, n in lengths.items())
        raise ValueError(f"Wanted the same number of samples in each, but {came}.")


def check_label_pair(y_true: Any, y_pred: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return true and predicted labels, both (n,) and comparable with each other.

    Parameters
    ----------
    y_true, y_pred : array-like of bool, int, float or str, shape (n,) or (n, 1)
        The labels. Both hold strings, or neither does.

    Returns
    -------
    tuple of two ndarray, shape (n,)
        The same labels.

    Raises
    ------
    ValueError
        As `check_labels` does, and if lengths or kinds differ.
    """
    y_true, y_pred = check_labels(y_true, "y_true"), check_labels(y_pred, "y_pred")
    check_same_length(y_true=y_true, y_pred=y_pred)
    if (y_true.dtype.kind == "U") != (y_pred.dtype.kind == "U"):
        raise ValueError(
            f"y_true has dtype {y_true.dtype} and y_pred has dtype {y_pred.dtype}; "
            "wanted strings in both or numbers in both."
        )
    return y_true, y_pred


def check_integer(
    value: Any, name: str, *, minimum: int = 0, maximum: int | None = None, none_ok: bool = False
) -> int | None:
    """Return a whole number as an int.

    Parameters
    ----------
    value : int
        The number. A bool or a float is refused, even 3.0.
    name : str
        What the caller calls it; messages use it.
    minimum, maximum : int
        The smallest and the largest number allowed. No largest one by default.
    none_ok : bool
        Whether None is allowed as well.

    Returns
    -------
    int or None
        The same number.

    Raises
    ------
    ValueError
        If it is something else or out of range.
    """
    if none_ok and value is None:
        return None
    in_range = (
        isinstance(value, numbers.Integral)
        and not isinstance(value, bool)
        and value >= minimum
        and (maximum is None or value <= maximum)
    )
    if not in_range:
        wanted = f"an integer of at least {minimum}"
        wanted += "" if maximum is None else f" and at most {maximum}"
        wanted += " or None" if none_ok else ""
        raise ValueError(f"{name} is {_short(value)}; wanted {wanted}.")
    return int(value)


def check_number(
    value: Any,
    name: str,
    *,
    minimum: float = -math.inf,
    maximum: float = math.inf,
    above: bool = False,
) -> float:
    """Return a finite real number as a float.

    Parameters
    ----------
    value : int or float
        The number. A bool is refused.
    name : str
        What the caller calls it; messages use it.
    minimum, maximum : float
        The range, its ends included.
    above : bool
        Whether the number must be greater than `minimum` itself.

    Returns
    -------
    float
        The same number.

    Raises
    ------
    ValueError
        If it is something else or out of range.
    """
    is_real = isinstance(value, numbers.Real) and not isinstance(value, bool)
    in_range = (
        is_real
        and math.isfinite(value)
        and minimum <= value <= maximum
        and not (above and value == minimum)
    )
    if not in_range:
        wanted = "a finite number"
        if minimum > -math.inf:
            wanted += f" greater than {minimum:g}" if above else f" of at least {minimum:g}"
        if maximum < math.inf:
            wanted += f" and at most {maximum:g}"
        raise ValueError(f"{name} is {_short(value)}; wanted {wanted}.")
    return float(value)


def check_choice(value: Any, name: str, choices: Iterable[str]) -> str:
    """Return a name if it is one of those that exist.

    Parameters
    ----------
    value : str
        The name.
    name : str
        What the caller calls the argument; messages use it.
    choices : iterable of str
        The names that exist.

    Returns
    -------
    str
        The same name.

    Raises
    ------
    ValueError
        If it is none of them; the message lists them.
    """
    choices = list(choices)
    if not isinstance(value, str) or value not in choices:
        raise ValueError(
            f"{name} is {_short(value)}; wanted one of {', '.join(map(repr, choices))}."
        )
    return value


def check_boolean(value: Any, name: str) -> bool:
    """Return a switch as a bool.

    Parameters
    ----------
    value : bool
        The switch. A number or a string is refused: "False" would count as true.
    name : str
        What the caller calls it; messages use it.

    Returns
    -------
    bool
        The same value.

    Raises
    ------
    ValueError
        If it is something else.
    """
    if not isinstance(value, bool | np.bool_):
        raise ValueError(f"{name} is {_short(value)}; wanted True or False.")
    return bool(value)


def check_path(value: Any, name: str) -> Path:
    """Return the name of a file or folder as a path.

    Parameters
    ----------
    value : str or path-like
        The name. Whether there is such a file is not looked at.
    name : str
        What the caller calls it; messages use it.

    Returns
    -------
    Path
        The same name.

    Raises
    ------
    ValueError
        If it is something else.
    """
    if not isinstance(value, str | os.PathLike):
        raise ValueError(f"{name} is {_short(value)}; wanted a str or a pathlib.Path.")
    return Path(value)


def check_methods(value: Any, name: str, methods: Sequence[str]) -> None:
    """Refuse what is no object with certain methods, such as a class in place of a model.

    Parameters
    ----------
    value : object
        The object.
    name : str
        What the caller calls it; messages use it.
    methods : sequence of str
        The methods that it must have.

    Raises
    ------
    ValueError
        If it is a class, or lacks a method.
    """
    came = (
        f"the class {value.__name__}"
        if isinstance(value, type)
        else with_article(_type_name(value))
    )
    lacks = [method for method in methods if not callable(getattr(value, method, None))]
    if isinstance(value, type) or lacks:
        raise ValueError(
            f"{name} is {came}; wanted an object with the method"
            f"{'s' if len(methods) > 1 else ''} {', '.join(methods)}."
        )


def check_random_state(random_state: RandomState) -> np.random.Generator:
    """Return the generator that all chance of a function comes from.

    Parameters
    ----------
    random_state : int, numpy.random.Generator or None
        A seed gives the same numbers at every call. A generator is used as it is, so that two
        calls with it differ. None gives fresh numbers.

    Returns
    -------
    numpy.random.Generator
        The generator.

    Raises
    ------
    ValueError
        If it is something else, such as the old `numpy.random.RandomState`.
    """
    if isinstance(random_state, np.random.Generator):
        return random_state
    is_seed = isinstance(random_state, numbers.Integral) and not isinstance(random_state, bool)
    if random_state is None or (is_seed and random_state >= 0):
        return np.random.default_rng(random_state)
    raise ValueError(
        f"random_state is {_short(random_state)}; wanted an integer of at least 0, a "
        "numpy.random.Generator or None."
    )


def check_keys(state: Any, name: str, keys: Sequence[str]) -> dict[str, Any]:
    """Return a plain dict that has exactly the wanted keys.

    Parameters
    ----------
    state : dict
        The dict. A subclass of dict is refused.
    name : str
        What messages call it.
    keys : sequence of str
        The keys, all of them and no others.

    Returns
    -------
    dict
        The same dict.

    Raises
    ------
    ValueError
        If it is no dict, or a key is missing or unknown.
    """
    if type(state) is not dict:
        raise ValueError(f"{name} is {kind_of(state)}; wanted a dict.")
    missing = [key for key in keys if key not in state]
    unknown = [_short(key) for key in state if key not in keys]
    if missing or unknown:
        raise ValueError(
            f"{name} lacks {missing or 'nothing'} and has the unknown keys {unknown[:5]}; "
            f"wanted exactly {list(keys)}."
        )
    return state


def check_float_array(array: Any, name: str, size: int) -> np.ndarray:
    """Return a flat array of finite float64 numbers of a known size.

    Parameters
    ----------
    array : ndarray of float64, shape (size,)
        The array. A list, a subclass of ndarray or another dtype is refused.
    name : str
        What messages call it.
    size : int
        The number of elements that is wanted.

    Returns
    -------
    ndarray of float64, shape (size,)
        The same array.

    Raises
    ------
    ValueError
        If it is something else.
    """
    if type(array) is not np.ndarray or array.dtype != np.float64 or array.shape != (size,):
        came = f"{type(array).__name__}"
        if isinstance(array, np.ndarray):
            came += f" of {array.dtype} with shape {array.shape}"
        raise ValueError(
            f"{name} is {with_article(came)}; wanted an ndarray of float64 with shape ({size},)."
        )
    _refuse_non_finite(array, name)
    return array


def get_generator_state(generator: np.random.Generator) -> dict[str, Any]:
    """Return the state of a generator as a dict of plain data.

    Parameters
    ----------
    generator : numpy.random.Generator
        A generator as `numpy.random.default_rng` makes it.

    Returns
    -------
    dict
        What `generator_from_state` takes.

    Raises
    ------
    ValueError
        If it is a generator of another kind than PCG64.
    """
    state = generator.bit_generator.state
    if state["bit_generator"] != "PCG64":
        raise ValueError(
            f"The random generator is {with_article(state['bit_generator'])}; only a PCG64, as "
            "numpy.random.default_rng makes it, can be saved."
        )
    return state


def generator_from_state(state: Any) -> np.random.Generator:
    """Return a generator that goes on where the saved one stood.

    Parameters
    ----------
    state : dict
        What `get_generator_state` gave.

    Returns
    -------
    numpy.random.Generator
        The generator.

    Raises
    ------
    ValueError
        If it is not such a state.
    """
    check_keys(state, "generator", ("bit_generator", "state", "has_uint32", "uinteger"))
    check_choice(state["bit_generator"], "generator['bit_generator']", ["PCG64"])
    inner = check_keys(state["state"], "generator['state']", ("state", "inc"))
    for name, value, maximum in (
        ("state", inner["state"], 2**128 - 1),
        ("inc", inner["inc"], 2**128 - 1),
        ("has_uint32", state["has_uint32"], 1),
        ("uinteger", state["uinteger"], 2**32 - 1),
    ):
        check_integer(value, f"generator's {name}", maximum=maximum)
    if inner["inc"] % 2 == 0:
        raise ValueError("generator's inc is even; wanted an odd number, as PCG64 has it.")
    bit_generator = np.random.PCG64(0)
    bit_generator.state = state
    return np.random.Generator(bit_generator)


def _type_name(value: Any) -> str:
    return type(value).__name__


def _as_array(values: Any, name: str) -> np.ndarray:
    try:
        return np.asarray(values)
    except ValueError as error:  # rows of different lengths
        raise ValueError(f"{name} is not a regular array: {error}.") from None


def _refuse_non_finite(array: np.ndarray, name: str) -> None:
    if array.dtype.kind == "f" and not np.isfinite(array).all():
        n_bad = int(np.count_nonzero(~np.isfinite(array)))
        raise ValueError(f"{name} holds {n_bad} values that are NaN or infinite; wanted none.")


def _short(value: Any) -> str:
    """Return a short representation, even of a value that was made to have a long one."""
    if isinstance(value, str):
        return repr(value[:80])
    if isinstance(value, tuple | list):
        return f"{kind_of(value)} of length {len(value)}"
    if isinstance(value, int) and value.bit_length() > 200:
        return "an integer of more than 200 bits"
    if value is None or isinstance(value, numbers.Number):
        return repr(value)
    return f"of type {type(value).__name__}"


def with_article(name: str) -> str:
    """Return the name of a type as a message says it.

    Examples
    --------
    >>> with_article("int"), with_article("ndarray"), with_article("dict")
    ('an int', 'an ndarray', 'a dict')
    """
    # The last two are said by their letters: "en-dee-array".
    vowel = name[:1].lower() in "aeiou" or name.startswith(("ndarray", "MLP"))
    return f"{'an' if vowel else 'a'} {name}"


def kind_of(value: Any) -> str:
    """Return the name of the type of a value as a message says it.

    Examples
    --------
    >>> kind_of(3)
    'an int'
    """
    return with_article(type(value).__name__)
