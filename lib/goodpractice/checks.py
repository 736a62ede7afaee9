"""Checks that tell a student what came, what was wanted, and the usual cause.

A check cell wraps its checks in `exercise`. Whatever happens inside ends in one
of three outcomes: correct (a line on stdout), `Incorrect`, or `NotAttempted`.
Both exceptions are `AssertionError`, so that nbgrader scores the cell 0, and both
show in a notebook as their message alone: no traceback, no line of a hidden check.

The same checks run in three places: a student's notebook, stock nbgrader, and the
judge of `coursework`, where the student's functions live in another process. The
few things that must happen where the student's code runs go through `Services`.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import inspect
import linecache
import pkgutil
import sys
import types
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from goodpractice._file_steps import Step, list_folder, read_pickle, watch_file
from goodpractice._sharing import Shared, shared_parts
from goodpractice._validation import with_article

__all__ = [
    "Incorrect",
    "NotAttempted",
    "advise_vectorised",
    "begin_lesson",
    "check_atomic_write",
    "check_close",
    "check_equal",
    "check_fitted_on",
    "check_keys",
    "check_not_modified",
    "check_not_shared",
    "check_raises",
    "check_shape",
    "check_that",
    "check_type",
    "exercise",
    "forbidden",
    "forget_outcomes",
    "load_saved",
    "outcomes",
    "refused",
    "saved_names",
    "summary",
    "take_away",
    "use_services",
]

Mistakes = Sequence[tuple[Any, str]]


class _Polite(AssertionError):
    """An assertion that a notebook shows as its message alone."""

    label = ""

    def _render_traceback_(self) -> list[str]:
        # IPython calls this instead of formatting the traceback.
        return [f"{self.label}: {self}"]


class Incorrect(_Polite):
    """The answer ran, and is not right.

    Examples
    --------
    >>> raise Incorrect("The loss must fall.")
    Traceback (most recent call last):
    goodpractice.checks.Incorrect: The loss must fall.
    """

    label = "Not yet"


class NotAttempted(_Polite):
    """The answer cell still holds the placeholder, or was not run.

    Examples
    --------
    >>> with exercise("0.1 Warm-up"):
    ...     raise NotImplementedError("Your turn")
    Traceback (most recent call last):
    goodpractice.checks.NotAttempted: The placeholder is still in the answer cell. Replace it ...
    """

    label = "Not attempted"


# --- progress --------------------------------------------------------------------------

_points: dict[str, float] = {}
_outcomes: dict[str, str] = {}


def begin_lesson(points: Mapping[str, float]) -> None:
    """Start a lesson: remember its exercises, and forget the outcomes of all others.

    Parameters
    ----------
    points : mapping of str to float
        The title of each exercise, in order, and the points that it is worth.

    Examples
    --------
    >>> begin_lesson({"1.1 Accuracy": 2})
    """
    _points.clear()
    _points.update(points)
    for title in set(_outcomes) - set(points):
        del _outcomes[title]


def outcomes() -> dict[str, str]:
    """Return the outcome of each exercise whose check ran: done, not yet or not tried.

    Returns
    -------
    dict of str to str
        The outcome of each exercise by its title; a copy.

    Examples
    --------
    >>> forget_outcomes()
    >>> outcomes()
    {}
    """
    return dict(_outcomes)


def forget_outcomes() -> None:
    """Forget all outcomes, as in a new kernel.

    Examples
    --------
    >>> forget_outcomes()
    """
    _outcomes.clear()


def summary() -> None:
    """Print which exercises are done, not yet right, and not tried.

    It counts the checks that a student can see. More checks run at grading.

    Examples
    --------
    >>> begin_lesson({"1.1 Accuracy": 2, "1.2 Baseline": 1})
    >>> with exercise("1.1 Accuracy"):
    ...     check_equal(1 + 1, 2, "1 + 1")
    Exercise 1.1 Accuracy: correct, as far as this cell checks.
    >>> summary()
    done       1.1 Accuracy (2 points)
    not tried  1.2 Baseline (1 point)
    1 of 2 exercises done: 2 of 3 points, if the hidden checks pass too.
    """
    titles = list(_points) + [title for title in _outcomes if title not in _points]
    for title in titles:
        print(f"{_outcomes.get(title, 'not tried'):<10} {title}{_worth(title)}")
    done = [title for title in titles if _outcomes.get(title) == "done"]
    earned = sum(_points.get(title, 0) for title in done)
    total = sum(_points.values())
    print(
        f"{len(done)} of {len(titles)} exercises done: "
        f"{earned:g} of {total:g} points, if the hidden checks pass too."
    )


def _worth(title: str) -> str:
    if title not in _points:
        return ""
    points = _points[title]
    return f" ({points:g} point{'' if points == 1 else 's'})"


class exercise(contextlib.AbstractContextManager):  # noqa: N801  (reads as a statement: `with exercise(...)`)
    """Turn everything that a check cell may run into into one of three outcomes.

    Parameters
    ----------
    title : str
        Number and name, as in the heading of the exercise.

    Raises
    ------
    NotAttempted
        If the placeholder is still there or the answer cell was not run.
    Incorrect
        If a check fails or the student's code raises.

    Examples
    --------
    >>> with exercise("0.1 Warm-up"):
    ...     check_equal(2 * 3, 6, "2 * 3")
    Exercise 0.1 Warm-up: correct, as far as this cell checks.
    """

    def __init__(self, title: str) -> None:
        self.title = title
        self._quiet = contextlib.ExitStack()

    def __enter__(self) -> exercise:
        # Stock nbgrader gives 0 to a cell that writes to stderr, were it only a warning.
        self._quiet.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        self._quiet.enter_context(contextlib.redirect_stderr(sys.stdout))
        return self

    def __exit__(self, kind, error, traceback) -> bool:
        self._quiet.close()
        if error is None:
            _outcomes[self.title] = "done"
            print(f"Exercise {self.title}: correct, as far as this cell checks.")
            return False
        if not isinstance(error, (Exception, SystemExit)):
            return False  # an interruption is no outcome
        verdict = _verdict(error, traceback)
        _outcomes[self.title] = "not tried" if isinstance(verdict, NotAttempted) else "not yet"
        raise verdict from None


def _is_of_the_check(traceback: types.TracebackType) -> bool:
    """Whether an error came up in the check's own lines, in a function of the check or not."""
    check = traceback.tb_frame.f_code.co_filename
    frame: types.TracebackType | None = traceback
    while frame is not None and frame.tb_frame.f_code.co_filename == check:
        frame = frame.tb_next
    return frame is None


def _verdict(error: BaseException, traceback: types.TracebackType) -> _Polite:
    if isinstance(error, _Polite):
        return error
    if isinstance(error, NotImplementedError):
        return NotAttempted(
            "The placeholder is still in the answer cell. Replace it with your code, "
            "run the answer cell, then run this one."
        )
    if isinstance(error, NameError) and _is_of_the_check(traceback):
        return NotAttempted(
            f"`{error.name}` does not exist. Run the setup cell and the answer cell first, and "
            "look there for an error or for another spelling of the name."
        )
    if isinstance(error, AssertionError) and traceback.tb_next is None:
        return Incorrect(str(error) or "A check failed.")
    forbidden_name = _forbidden_name(error)
    if forbidden_name:
        return Incorrect(
            f"Your code calls {forbidden_name} of the library. "
            "In this exercise you write it yourself."
        )
    return Incorrect(
        f"Your code stopped with {_error_text(error)}.{_student_line(error, traceback)}"
    )


def _error_text(error: BaseException) -> str:
    text = str(error).strip().rstrip(".")
    return f"{type(error).__name__}: {text[:500]}" if text else type(error).__name__


def _student_line(error: BaseException, traceback: types.TracebackType) -> str:
    """Quote the last line of the student's own code, never a line of the check cell."""
    line = getattr(error, "student_line", None)
    if line is not None:  # it happened in another process, which says where
        return f" It happened in the line: {line[:200]}" if line else ""
    frame = traceback.tb_next
    while frame is not None:
        path = frame.tb_frame.f_code.co_filename
        if not path.startswith(_LIBRARIES):
            line = linecache.getline(path, frame.tb_lineno).strip() or line
        frame = frame.tb_next
    return f" It happened in the line: {line[:200]}" if line else ""


_LIBRARIES = (str(Path(__file__).parents[1]), str(Path(np.__file__).parent))


# --- what must happen where the student's code runs ------------------------------------


class Services(Protocol):
    """What a check asks of the process that the student's code runs in.

    That process answers for itself: hostile code in it can forge the answer. So no point hangs
    on one, except where the process was made so that it cannot be forged.
    """

    def forbid(self, names: Sequence[str]) -> None:
        """Make each function or class of the library, given by its dotted name, refuse."""

    def allow(self, names: Sequence[str]) -> None:
        """Undo `forbid`."""

    def count_lines(self, func: Callable, args: tuple) -> int | None:
        """Call ``func(*args)`` and count the lines of Python that ran, if it can be told."""

    def watch_file(self, func: Callable, args: tuple, path: str) -> tuple[Any, list[Step]]:
        """Call ``func(*args)`` and record what it does with the file at a path."""

    def shared_parts(self, func: Callable, args: tuple, n_calls: int) -> tuple[list, list[Shared]]:
        """Call ``func(*args)``, and find what its arguments and results have in common."""

    def read_pickle(self, path: str) -> Any:
        """Load a pickle where the student's code writes, but not in its process."""

    def list_folder(self, path: str) -> list[str]:
        """List a folder where the student's code writes, but not in its process."""


class LocalServices:
    """The services when checks and student's code share one process."""

    def __init__(self) -> None:
        self._undo: dict[str, list[Callable[[], None]]] = {}

    def forbid(self, names: Sequence[str]) -> None:
        """Swap what is behind each name, so that no alias of it gets around."""
        for name in names:
            self._undo.setdefault(name, []).append(take_away(name))

    def allow(self, names: Sequence[str]) -> None:
        """Put everything back."""
        for name in names:
            self._undo[name].pop()()

    def count_lines(self, func: Callable, args: tuple) -> int | None:
        """Count with a trace function, and put the one before back."""
        lines = 0

        def trace(frame, event, arg):
            nonlocal lines
            lines += event == "line"
            return trace

        before = sys.gettrace()
        sys.settrace(trace)
        try:
            func(*args)
        finally:
            sys.settrace(before)
        return lines

    def watch_file(self, func: Callable, args: tuple, path: str) -> tuple[Any, list[Step]]:
        """Watch with an audit hook and a profile function."""
        return watch_file(func, args, path)

    def shared_parts(self, func: Callable, args: tuple, n_calls: int) -> tuple[list, list[Shared]]:
        """Look at the objects themselves."""
        return shared_parts(func, args, n_calls)

    def read_pickle(self, path: str) -> Any:
        """Load it in this process, the only one that there is."""
        return read_pickle(path)

    def list_folder(self, path: str) -> list[str]:
        """List it in this process."""
        return list_folder(path)


# What does the same work as a function or class, and goes with it.
_TWINS = {
    "goodpractice.checkpoint.save_checkpoint": ("goodpractice.checkpoint._write_atomically",),
    "goodpractice.metrics.accuracy_score": (
        "goodpractice.metrics.confusion_matrix",
        "goodpractice.neural_network.MLPClassifier.score",
    ),
    "goodpractice.model_selection.GridSearch": ("goodpractice.model_selection.RandomizedSearch",),
    "goodpractice.neural_network.MLPClassifier": ("goodpractice._population._Networks",),
}
_ABSENT = object()
_FORBIDDEN = "forbidden in this exercise: "
_refused: set[str] = set()
_services: Services = LocalServices()


def use_services(services: Services) -> Services:
    """Replace the services, as the judge does, and return the ones before.

    Parameters
    ----------
    services : Services
        What the checks ask from now on.

    Returns
    -------
    Services
        What they asked until now.

    Examples
    --------
    >>> before = use_services(LocalServices())
    >>> _ = use_services(before)
    """
    global _services
    before, _services = _services, services
    return before


def take_away(name: str, *, helpers: bool = False) -> Callable[[], None]:
    """Make a function of the library, or a class, raise under whatever name it is called.

    Parameters
    ----------
    name : str
        Dotted name.
    helpers : bool, default False
        Whether to take away as well what does its work: the private functions and classes that
        it uses or is built on. What else of the library needs them then raises, too.

    Returns
    -------
    callable
        Undoes it.

    Examples
    --------
    >>> from goodpractice.metrics import accuracy_score as alias
    >>> give_back = take_away("goodpractice.metrics.accuracy_score")
    >>> alias([1], [1])
    Traceback (most recent call last):
    RuntimeError: forbidden in this exercise: goodpractice.metrics.accuracy_score
    >>> give_back()
    >>> alias([1], [1])
    1.0
    """
    targets, refusal = [_find(name), *map(_find, _TWINS.get(name, ()))], _refusal(name)
    if helpers:
        targets += _private_helpers(targets[0])
    return functools.partial(_call_all, [_refuse_with(one, refusal) for one in targets])


def _call_all(functions: Sequence[Callable[[], None]]) -> None:
    for function in functions:
        function()


def _refuse_with(
    target: types.FunctionType | type, refusal: types.FunctionType
) -> Callable[[], None]:
    if isinstance(target, type):
        # The methods too, inherited ones as well: an object can be made without `__init__`.
        kinds = (types.FunctionType, classmethod, staticmethod)
        methods = {
            key
            for kind in target.__mro__[:-1]
            for key, value in vars(kind).items()
            if isinstance(value, kinds)
        } | {"__init__"}
        own = {key: vars(target).get(key, _ABSENT) for key in methods}
        _set_all(target, dict.fromkeys(own, refusal))
        return functools.partial(_set_all, target, own)
    code, target.__code__ = target.__code__, refusal.__code__
    return functools.partial(setattr, target, "__code__", code)


def _private_helpers(target: types.FunctionType | type) -> list[types.FunctionType | type]:
    """Find the private functions and classes of its module that do the work of one."""
    found: list[types.FunctionType | type] = []
    left = [target]
    while left:
        new = [one for one in _used_by(left.pop(), target.__module__) if one not in found]
        found += new
        left += new
    return found


def _used_by(
    target: types.FunctionType | type, module: str
) -> Iterator[types.FunctionType | type]:
    """Yield the private parts of a module that one names, finds in a table or is built on."""
    space = vars(sys.modules[module])
    names = {name for code in _codes(target) for name in code.co_names if name.startswith("_")}
    values = [space[name] for name in sorted(names & space.keys())]
    tables = [value for value in values if isinstance(value, dict)]
    values += [type(part) for table in tables for part in table.values()]
    values += getattr(target, "__mro__", ())[1:]
    for value in values:
        own = isinstance(value, (types.FunctionType, type)) and value.__module__ == module
        if own and value.__name__.startswith("_"):
            yield value


def _codes(target: types.FunctionType | type) -> list[types.CodeType]:
    """Return the code of a function, or of the methods of a class, and all code within."""
    if isinstance(target, type):
        methods = (getattr(value, "__func__", value) for value in vars(target).values())
        codes = [method.__code__ for method in methods if inspect.isfunction(method)]
    else:
        codes = [target.__code__]
    for code in codes:  # it grows meanwhile
        codes += [part for part in code.co_consts if isinstance(part, types.CodeType)]
    return codes


def _set_all(target: type, attributes: Mapping[str, Any]) -> None:
    for name, value in attributes.items():
        if value is _ABSENT:
            delattr(target, name)
        else:
            setattr(target, name, value)


def refused() -> list[str]:
    """Return which names have been called while they were taken away, and forget them.

    Returns
    -------
    list of str
        Dotted names, sorted.

    Examples
    --------
    >>> _ = refused()
    >>> refused()
    []
    """
    names = sorted(_refused)
    _refused.clear()
    return names


def _find(name: str) -> types.FunctionType | type:
    return pkgutil.resolve_name(name)


def _refusal(name: str) -> types.FunctionType:
    namespace: dict[str, Any] = {}
    # All that it needs is in its code, which is put into other functions.
    exec(
        "def refuse(*args, **kwargs):\n"
        f"    from goodpractice.checks import _refuse\n    _refuse({name!r})",
        namespace,
    )
    return namespace["refuse"]


def _refuse(name: str) -> None:
    _refused.add(name)
    raise RuntimeError(_FORBIDDEN + name)


def _forbidden_name(error: BaseException) -> str:
    text = str(error)
    if isinstance(error, RuntimeError) and text.startswith(_FORBIDDEN):
        return text.removeprefix(_FORBIDDEN)
    return ""


@contextlib.contextmanager
def forbidden(*names: str) -> Iterator[None]:
    """Refuse calls of library functions that the exercise asks the student to write.

    At grading, a check that names something here runs against a process that does not have it,
    from start to end. So the names stand in the check cell as literal texts.

    Parameters
    ----------
    *names : str
        Dotted names of functions or classes, such as ``"goodpractice.metrics.accuracy_score"``.

    Examples
    --------
    >>> from goodpractice.metrics import accuracy_score
    >>> with forbidden("goodpractice.metrics.accuracy_score"):
    ...     accuracy_score([1], [1])
    Traceback (most recent call last):
    RuntimeError: forbidden in this exercise: goodpractice.metrics.accuracy_score
    """
    _services.forbid(names)
    try:
        yield
    finally:
        _services.allow(names)


# --- checks ----------------------------------------------------------------------------


def check_that(condition: bool, message: str) -> None:
    """Check a condition that the check cell computed itself from plain values.

    Parameters
    ----------
    condition : bool
        What must be true. A number or a list is refused, however true Python finds it.
    message : str
        What a student reads if it is not.

    Raises
    ------
    Incorrect
        If the condition is not true.

    Examples
    --------
    >>> check_that(1 < 2, "The loss must fall.")
    """
    if condition is not True and not (isinstance(condition, np.bool_) and condition):
        raise Incorrect(message)


def check_type(actual: Any, wanted: type | tuple[type, ...], what: str, *, hint: str = "") -> None:
    """Check the type of a value.

    Parameters
    ----------
    actual : object
        What the student's code returned.
    wanted : type or tuple of types
        Subclasses of the student's making do not count.
    what : str
        The call, in words or code.
    hint : str
        The usual cause.

    Raises
    ------
    Incorrect
        If the type is another one.

    Examples
    --------
    >>> check_type({"epoch": [1]}, dict, "track(...)")
    """
    wanted = wanted if isinstance(wanted, tuple) else (wanted,)
    if type(actual) not in wanted:
        names = " or ".join(_type_name(kind) for kind in wanted)
        _fail(f"{what} returned {_came(actual)}. Wanted: {names}.", hint)


def check_keys(actual: Any, keys: Sequence[str], what: str, *, hint: str = "") -> None:
    """Check that a value is a dict with exactly these keys, in any order.

    Parameters
    ----------
    actual : object
        What the student's code returned.
    keys : sequence of str
        The wanted keys.
    what, hint : str
        The call, and the usual cause.

    Raises
    ------
    Incorrect
        If it is no dict, or a key is missing or unknown.

    Examples
    --------
    >>> check_keys({"epochs": [1]}, ["epoch"], "track(...)")
    Traceback (most recent call last):
    goodpractice.checks.Incorrect: track(...) has the keys 'epochs'. Wanted: 'epoch'.
    """
    check_type(actual, dict, what, hint=hint)
    if sorted(map(repr, actual)) != sorted(map(repr, keys)):
        came, wanted = (", ".join(map(repr, some)) or "none" for some in (actual, keys))
        _fail(f"{what} has the keys {came}. Wanted: {wanted}.", hint)


def check_shape(actual: Any, shape: tuple[int, ...], what: str, *, hint: str = "") -> None:
    """Check that a value is an array (or a number, for ``()``) of one shape.

    Parameters
    ----------
    actual : array-like of numbers, any shape
        What the student's code returned.
    shape : tuple of int
        The wanted shape.
    what, hint : str
        The call, and the usual cause.

    Raises
    ------
    Incorrect
        If it is no array, or has another shape.

    Examples
    --------
    >>> check_shape(np.zeros((2, 2)), (2, 2), "confusion(...)")
    """
    array = _as_array(actual, what, hint)
    if array.shape != tuple(shape):
        _fail(f"{what} has shape {array.shape}. Wanted: {tuple(shape)}.", hint)


def check_close(
    actual: Any,
    expected: Any,
    what: str,
    *,
    tol: float = 1e-9,
    mistakes: Mistakes = (),
    hint: str = "",
) -> None:
    """Check numbers: shape first, then kind, then value.

    Parameters
    ----------
    actual : array-like of numbers, any shape
        What the student's code returned.
    expected : array-like of numbers, the wanted shape
        The right value. Nothing is close to NaN or to infinity.
    what : str
        The call, in words or code.
    tol : float, default 1e-9
        Largest difference allowed, relative to 1 or to the value, the larger.
    mistakes : sequence of (value, message)
        Wrong values that a known mistake gives, each with the message that names it.
    hint : str
        The usual cause, when no mistake matches.

    Raises
    ------
    Incorrect
        With what came, what was wanted and the usual cause.

    Examples
    --------
    >>> check_close(0.1 + 0.2, 0.3, "0.1 + 0.2")
    """
    wanted = np.asarray(expected, dtype=float)
    if wanted.shape == () and type(actual) in (list, tuple, dict):
        _fail(f"{what} returned {_came(actual)}. Wanted: a single number.", hint)
    array = _as_array(actual, what, hint)
    for wrong, message in mistakes:
        if array.shape == np.shape(wrong) and _is_number(array) and _close(array, wrong, tol):
            _fail(f"{what} gives {_show(array)}. Wanted: {_show(wanted)}.", message)
    if array.shape != wanted.shape:
        _fail(
            f"{what} has shape {array.shape}: {_show(array)}. "
            f"Wanted: {_shape_words(wanted.shape)}.",
            hint,
        )
    if not _is_number(array):
        _fail(f"{what} returned {_came(actual)}. Wanted: a number such as {_show(wanted)}.", hint)
    if not _close(array, wanted, tol):
        _fail(f"{what} gives {_show(array)}. Wanted: {_show(wanted)}.", hint)


def check_equal(
    actual: Any, expected: Any, what: str, *, mistakes: Mistakes = (), hint: str = ""
) -> None:
    """Check a value that has to be exactly right: numbers, text, lists, dicts, arrays.

    Types count: 1, 1.0 and True differ, a list and a tuple do not.

    Parameters
    ----------
    actual, expected : object
        Plain data.
    what : str
        The call, in words or code.
    mistakes : sequence of (value, message)
        As in `check_close`.
    hint : str
        The usual cause, when no mistake matches.

    Raises
    ------
    Incorrect
        If anything differs.

    Examples
    --------
    >>> check_equal([1, 2], [1, 2], "epochs")
    >>> check_equal(True, 1, "count")
    Traceback (most recent call last):
    goodpractice.checks.Incorrect: count gives True, a bool. Wanted: 1, an int.
    """
    for wrong, message in mistakes:
        if not _difference(actual, wrong):
            _fail(f"{what} gives {_show(actual)}. Wanted: {_show(expected)}.", message)
    difference = _difference(actual, expected)
    if difference:
        _fail(f"{what} {difference}", hint)


def check_fitted_on(
    scaler: Any,
    X_train: np.ndarray,
    what: str,
    *,
    others: Mapping[str, np.ndarray] | None = None,
    tol: float = 1e-9,
    hint: str = "",
) -> None:
    """Check that a scaler has learned from the training set and from nothing else.

    Parameters
    ----------
    scaler : object or tuple of (mean, scale)
        What the student's code returned: an object with the attributes ``mean_`` and ``scale_``
        after its `fit`, or both as arrays of shape (n_features,).
    X_train : ndarray of float, shape (n_train, n_features)
        The training set.
    what : str
        The call, in words or code.
    others : mapping of str to ndarray of float, shape (n_samples, n_features)
        The sets that it must not have seen, by the names that a student reads:
        ``{"validation": X_valid, "test": X_test}``. What was learned from one of them, or from
        all samples together, is named as a leak.
    tol : float
        As in `check_close`.
    hint : str
        The usual cause, when none that this check knows matches.

    Raises
    ------
    Incorrect
        If mean and standard deviation are not those of the training set, with the usual cause:
        another set, all samples, division by n - 1, one value for each sample or for the whole
        table, the variance in place of the deviation.

    Examples
    --------
    >>> from goodpractice.preprocessing import StandardScaler
    >>> X_train, X_test = np.array([[1.0], [3.0]]), np.array([[5.0], [9.0]])
    >>> check_fitted_on(StandardScaler().fit(X_train), X_train, "scaler", others={"test": X_test})
    >>> leaky = StandardScaler().fit(np.concatenate([X_train, X_test]))
    >>> check_fitted_on(leaky, X_train, "scaler", others={"test": X_test})
    Traceback (most recent call last):
        ...
    goodpractice.checks.Incorrect: the mean of scaler gives [4.5]. ... That is the mean of all
    samples, those of the test set too: they leak into the training. Fit on the training set
    alone.
    """
    X_train = np.asarray(X_train, dtype=float)
    others = {name: np.asarray(X, dtype=float) for name, X in (others or {}).items()}
    mean, scale = _learned(scaler, what)
    for got, statistic, word, ddof_1 in (
        (mean, _mean, "mean", None),
        (scale, _deviation, "standard deviation", lambda X: X.std(axis=0, ddof=1)),
    ):
        check_close(
            got,
            statistic(X_train),
            f"the {word} of {what}",
            tol=tol,
            mistakes=_leaks(statistic, word, X_train, others, ddof_1),
            hint=hint,
        )


def _learned(scaler: Any, what: str) -> tuple[Any, Any]:
    """Return mean and scale of an object or of a pair."""
    if scaler is None:
        _fail(f"{what} returned None. Wanted: a scaler.", "Is a `return` missing?")
    if type(scaler) in (tuple, list):
        if len(scaler) != 2:
            _fail(f"{what} gives {len(scaler)} values. Wanted: the mean and the scale.", "")
        return scaler[0], scaler[1]
    found = []
    for name in ("mean_", "scale_"):
        try:
            found.append(getattr(scaler, name))
        except AttributeError:
            _fail(
                f"{what} is {_came(scaler)} without `{name}`. Wanted: a fitted scaler.",
                "Is it fitted, and does its `fit` set `self.mean_` and `self.scale_`?",
            )
    return found[0], found[1]


def _mean(X: np.ndarray) -> np.ndarray:
    return X.mean(axis=0)


def _deviation(X: np.ndarray) -> np.ndarray:
    """Return what a scaler divides by: 1 where a feature is constant."""
    deviation = X.std(axis=0)
    return np.where(deviation > 1e-12 * np.abs(X).max(axis=0), deviation, 1.0)


def _leaks(
    statistic: Callable[[np.ndarray], np.ndarray],
    word: str,
    X_train: np.ndarray,
    others: Mapping[str, np.ndarray],
    ddof_1: Callable[[np.ndarray], np.ndarray] | None,
) -> list[tuple[np.ndarray, str]]:
    """Return what usual mistakes give, each with the words that name it."""
    alone = "Fit on the training set alone."
    mistakes = []
    if others:
        everything = np.concatenate([X_train, *others.values()])
        names = " and ".join(others)
        sets = "sets" if len(others) > 1 else "set"
        text = (
            f"That is the {word} of all samples, those of the {names} {sets} too: they leak into "
            f"the training. {alone}"
        )
        mistakes.append((everything, text))
    for name, X in others.items():
        text = f"That is the {word} of the {name} set. {alone}"
        mistakes.append((X, text))
        if len(others) > 1:
            text = f"That is the {word} of the training and the {name} set together. {alone}"
            mistakes.append((np.concatenate([X_train, X]), text))
    results = [(statistic(X), text) for X, text in mistakes]
    if ddof_1 is not None:
        by_n = "Divide by n, not by n - 1: `X.std(axis=0)`, with no `ddof`."
        if len(X_train) > 1:
            results.append((ddof_1(X_train), by_n))
        for X, text in mistakes:
            if len(X) > 1:
                results.append((ddof_1(X), f"{text} {by_n}"))
        variance = "That is the variance. The scale is its square root."
        results.append((X_train.var(axis=0), variance))
    axis = f"There must be one {word} for each feature: `axis=0`."
    plain = np.mean if ddof_1 is None else np.std
    results.append((plain(X_train, axis=1), f"That is the {word} of each sample. {axis}"))
    results.append((plain(X_train), f"That is the {word} of the whole table. {axis}"))
    # A mistake that gives the right values is none.
    right = statistic(X_train)
    return [
        (wrong, text)
        for wrong, text in results
        if np.shape(wrong) != right.shape or not np.allclose(wrong, right, rtol=1e-6, atol=1e-9)
    ]


def check_raises(
    errors: type[Exception] | tuple[type[Exception], ...],
    func: Callable,
    *args: Any,
    what: str,
    hint: str = "",
    **kwargs: Any,
) -> None:
    """Check that a call refuses its arguments with an error of the right type.

    Parameters
    ----------
    errors : exception type or tuple of them
        What is wanted.
    func : callable
        What is called.
    *args : object
        Its arguments.
    what, hint : str
        The call in words, and the usual cause.
    **kwargs : object
        Its arguments by name.

    Raises
    ------
    Incorrect
        If the call returns, or raises another error.

    Examples
    --------
    >>> check_raises(ValueError, int, "x", what="int('x')")
    """
    errors = errors if isinstance(errors, tuple) else (errors,)
    names = " or ".join(error.__name__ for error in errors)
    try:
        result = func(*args, **kwargs)
    except errors:
        return
    except NotImplementedError:
        raise
    except Exception as error:
        _fail(f"{what} raised {_error_text(error)}. Wanted: {names}.", hint)
    _fail(f"{what} returned {_show(result)}. Wanted: {names}, raised.", hint)


def check_not_modified(func: Callable, *args: Any, what: str, hint: str = "") -> Any:
    """Check that a call leaves its arrays, lists and dicts as they were.

    At grading, the caller's data lies in another process. There a function that is handed a copy
    of its arguments, by whatever trick, leaves them alone, just as one that makes the copy.

    Parameters
    ----------
    func : callable
        The student's function.
    *args : object
        Its arguments. The call gets copies of them.
    what : str
        The call, in words or code.
    hint : str
        What to do instead.

    Returns
    -------
    object
        What the call returned.

    Raises
    ------
    Incorrect
        If an argument changed.

    Examples
    --------
    >>> check_not_modified(sorted, [2, 1], what="sorted")
    [1, 2]
    """
    given = copy.deepcopy(args)
    result = func(*given)
    for index, (now, before) in enumerate(zip(given, args, strict=True)):
        if _difference(now, before):
            _fail(
                f"{what} changed its argument number {index + 1}: it was {_show(before)} "
                f"and is now {_show(now)}.",
                hint or "Work on a copy: the caller still needs the original.",
            )
    return result


def check_not_shared(
    func: Callable,
    *args: Any,
    names: Sequence[str],
    what: str,
    hint: str = "",
    n_calls: int = 1,
    kinds: Sequence[str] = ("ndarray", "dict", "list", "Generator"),
) -> Any:
    """Check that a call makes copies, where two names of one object would do harm later.

    Values alone cannot show it: at grading they cross between two processes, objects do not.
    So the student's process is asked to look, and is believed.

    Parameters
    ----------
    func : callable
        The student's function.
    *args : object
        Its arguments, which it gets as they are.
    names : sequence of str
        What the arguments are called, then what the results of the calls are. Those without a
        name are not looked at.
    what, hint : str
        The call, in words or code, and what to do instead.
    n_calls : int
        How many calls, all with the same arguments.
    kinds : sequence of str
        Types of the objects that must not be shared.

    Returns
    -------
    object
        What the last call returned.

    Raises
    ------
    Incorrect
        If an object of these types stands in two of the arguments and results.

    Examples
    --------
    >>> given = {"weights": np.zeros(2)}
    >>> names = ("the run", "its copy")
    >>> check_not_shared(dict, given, names=names, what="dict(run)", hint="Copy each array.")
    Traceback (most recent call last):
    goodpractice.checks.Incorrect: After dict(run), the run['weights'] and its copy['weights'] are...
    """
    results, shared = _services.shared_parts(func, args, n_calls)
    for (one, way), (other, other_way), kind in shared:
        if kind in kinds and max(one, other) < len(names):
            _fail(
                f"After {what}, {names[one]}{way} and {names[other]}{other_way} are one {kind} "
                "with two names: who changes one changes both.",
                hint,
            )
    return results[-1]


def load_saved(path: str) -> Any:
    """Load a pickle that an answer saved.

    At grading a new process does it, in which none of the student's code has run: what it finds
    is in the file.

    Parameters
    ----------
    path : str
        The file.

    Returns
    -------
    object
        What was pickled.

    Raises
    ------
    Exception
        Of any type, if there is no such file, or it is no pickle.

    Examples
    --------
    >>> import pickle, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "a.pkl")
    ...     _ = path.write_bytes(pickle.dumps({"epoch": 3}))
    ...     load_saved(str(path)), saved_names(folder)
    ({'epoch': 3}, ['a.pkl'])
    """
    return _services.read_pickle(path)


def saved_names(folder: str) -> list[str]:
    """List the names in a folder that an answer saved into; at grading, a new process looks.

    Parameters
    ----------
    folder : str
        The folder.

    Returns
    -------
    list of str
        Sorted.

    Raises
    ------
    OSError
        If there is no such folder.

    Examples
    --------
    >>> saved_names("/nowhere")
    Traceback (most recent call last):
    FileNotFoundError: [Errno 2] No such file or directory: '/nowhere'
    """
    return _services.list_folder(folder)


def check_atomic_write(func: Callable, *args: Any, path: str, what: str) -> Any:
    """Check that a call replaces a file so that a power cut leaves the old or the new one, whole.

    Wanted is what POSIX promises to be safe: a temporary file in the same folder, all of it
    written and synced, then one rename onto the old name [1]_. The files are looked at before
    each step, so no cut is needed. At grading it is the student's process that looks.

    Parameters
    ----------
    func : callable
        The student's function.
    *args : object
        Its arguments.
    path : str
        The file that it replaces, which is there already.
    what : str
        The function, in words or code.

    Returns
    -------
    object
        What the call returned.

    Raises
    ------
    Incorrect
        If at some moment a power cut could leave neither the old nor the new file.

    References
    ----------
    .. [1] T. S. Pillai et al., "All file systems are not created equal: on the complexity of
       crafting crash-consistent applications", OSDI 2014.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "a.txt")
    ...     _ = path.write_text("old")
    ...     check_atomic_write(path.write_text, "new", path=str(path), what="save")
    Traceback (most recent call last):
    goodpractice.checks.Incorrect: save opened the old a.txt for writing: from then on a power cut...
    """
    result, steps = _services.watch_file(func, args, path)
    _judge_steps(steps, path, what)
    return result


def _judge_steps(steps: Sequence[Step], path: str, what: str) -> None:
    name = Path(path).name
    kinds = [kind for kind, *_ in steps]
    renames = [number for number, kind in enumerate(kinds) if kind == "rename"]
    if "write" in kinds:
        again = bool(renames) and kinds.index("write") > renames[-1]
        _fail(
            f"{what} opened {name} for writing again after the rename: from then on a power cut "
            "leaves half a file."
            if again
            else f"{what} opened the old {name} for writing: from then on a power cut leaves half "
            "a file.",
            "The rename comes last." if again else "Write a file beside it, then os.replace.",
        )
    if "remove" in kinds or not all(steps[number][-1] for number in renames):
        _fail(
            f"{what} removed the old {name} before the new one had its name: a power cut in "
            "between leaves neither.",
            "os.replace removes the old file itself, in the same step.",
        )
    if not renames:
        _fail(f"{what} renamed no file to {name}.", "Wanted: os.replace(temporary, path).")
    _, temporary, inode, size, _ = steps[renames[-1]]
    _, target, _, whole, _ = steps[-1]
    if Path(temporary).parent != Path(target).parent:
        _fail(
            f"{what} renamed a file of another folder, {Path(temporary).parent}. That may be "
            "another disk, and between disks no rename is one step.",
            "Put the temporary file beside the checkpoint.",
        )
    if size < whole:
        _fail(
            f"When os.replace ran, {size} of {whole} bytes were written: the rest was still in "
            "Python's memory.",
            "Rename after the `with`, when the file is closed.",
        )
    _judge_syncs(
        [step[3] for step in steps[: renames[-1]] if (step[0], step[2]) == ("sync", inode)],
        whole,
        what,
    )


def _judge_syncs(synced: Sequence[int], whole: int, what: str) -> None:
    if not synced:
        _fail(
            f"{what} called no os.fsync of the new file before os.replace: after a "
            "power cut the name can be there and the content missing.",
            "In the `with`, after pickle.dump: file.flush(), then os.fsync(file.fileno()).",
        )
    if synced[-1] < whole:
        _fail(
            f"When os.fsync ran, {synced[-1]} of {whole} bytes were written: it came too early.",
            "First pickle.dump, then file.flush(), then os.fsync(file.fileno()).",
        )


def advise_vectorised(func: Callable, small: tuple, large: tuple, what: str) -> None:
    """Say so if a function loops over samples in Python, where NumPy could do the work.

    It is advice, and costs no points: a loop gives the right numbers too, and only the
    student's own process could tell, which may say anything. It counts the lines of Python that
    run for few and for many samples, which needs no clock.

    Parameters
    ----------
    func : callable
        The student's function.
    small, large : tuple
        Its arguments, for few and for many samples.
    what : str
        The function, in words.

    Examples
    --------
    >>> advise_vectorised(np.mean, (np.zeros(10),), (np.zeros(1000),), "mean")
    >>> def mean(values):
    ...     total = 0.0
    ...     for value in values:
    ...         total += value
    ...     return total / len(values)
    >>> advise_vectorised(mean, (np.zeros(10),), (np.zeros(1000),), "mean")
    Advice: mean runs 23 lines of Python for few samples and 2003 for many: it loops over the
    samples. That is right, and slow. NumPy works on whole arrays, as in `a == b`.
    """
    few = _services.count_lines(func, small)
    many = _services.count_lines(func, large)
    if few is not None and many is not None and many > few + 20:
        print(
            f"Advice: {what} runs {few} lines of Python for few samples and {many} for many: it "
            "loops over the\nsamples. That is right, and slow. NumPy works on whole arrays, as in "
            "`a == b`."
        )


# --- comparing and showing -------------------------------------------------------------

_MANY = 1000  # values of an array that is still shown
_PLAIN = (type(None), bool, int, float, str, list, tuple, dict, np.ndarray)


def _fail(text: str, hint: str) -> None:
    raise Incorrect(f"{text} {hint}".strip())


def _is_plain(value: Any) -> bool:
    return type(value) in _PLAIN or isinstance(value, np.generic)


def _as_array(value: Any, what: str, hint: str) -> np.ndarray:
    if value is None:
        _fail(f"{what} returned None. Wanted: a value.", "Is a `return` missing?")
    # Before NumPy: it would copy a long text once for each element of the list.
    for stranger in _strangers(value):
        came = _came(value)
        if stranger is not value:
            came = f"{_type_name(type(value))} that holds {_came(stranger)}"
        _fail(f"{what} returned {came}. Wanted: numbers.", hint)
    try:
        return np.asarray(value)
    except ValueError:
        _fail(f"{what} returned rows of different lengths. Wanted: an array.", hint)


def _strangers(value: Any) -> Iterator[Any]:
    """Yield each value, itself or in it, that is no number."""
    if type(value) in (list, tuple):
        for item in value:
            yield from _strangers(item)
    elif isinstance(value, (np.generic, np.ndarray)):
        if value.dtype.kind not in "biufc":
            yield value
    elif type(value) not in (bool, int, float, complex):
        yield value


def _is_number(array: np.ndarray) -> bool:
    return array.dtype.kind in "iuf"


def _close(actual: np.ndarray, wanted: Any, tol: float) -> bool:
    finite = np.isfinite(wanted).all()
    return bool(finite and np.allclose(actual, wanted, rtol=tol, atol=tol))


def _difference(actual: Any, expected: Any) -> str:
    """Say how two plain values differ; nothing if they do not."""
    if isinstance(expected, np.ndarray):
        return _array_difference(actual, expected)
    if isinstance(expected, (list, tuple)):
        return _sequence_difference(actual, expected)
    if isinstance(expected, dict):
        return _dict_difference(actual, expected)
    kind = _kind(expected)
    if _kind(actual) != kind:
        return f"gives {_came(actual)}. Wanted: {_came(expected)}."
    if kind is float and np.isnan(expected) and np.isnan(actual):
        return ""
    return "" if actual == expected else f"gives {_show(actual)}. Wanted: {_show(expected)}."


def _array_difference(actual: Any, expected: np.ndarray) -> str:
    if type(actual) is not np.ndarray:
        return f"gives {_came(actual)}. Wanted: an array of shape {expected.shape}."
    if actual.shape != expected.shape:
        return f"has shape {actual.shape}. Wanted: {expected.shape}."
    kinds = {"i": "iu", "u": "iu"}.get(expected.dtype.kind, expected.dtype.kind)
    if actual.dtype.kind not in kinds:
        return f"has dtype {actual.dtype}. Wanted: {expected.dtype}."
    if np.array_equal(actual, expected, equal_nan=expected.dtype.kind in "fc"):
        return ""
    return f"gives {_show(actual)}. Wanted: {_show(expected)}."


def _sequence_difference(actual: Any, expected: Sequence) -> str:
    if type(actual) not in (list, tuple):
        return f"gives {_came(actual)}. Wanted: {_came(expected)}."
    if len(actual) != len(expected):
        return (
            f"gives {len(actual)} values, {_show(actual)}. "
            f"Wanted: {len(expected)}, {_show(expected)}."
        )
    different = any(_difference(a, e) for a, e in zip(actual, expected, strict=True))
    return f"gives {_show(actual)}. Wanted: {_show(expected)}." if different else ""


def _dict_difference(actual: Any, expected: dict) -> str:
    if type(actual) is not dict:
        return f"gives {_came(actual)}. Wanted: {_came(expected)}."
    if list(map(str, sorted(actual, key=str))) != list(map(str, sorted(expected, key=str))):
        return f"has the keys {list(actual)}. Wanted: {list(expected)}."
    for key, value in expected.items():
        if key not in actual:
            return f"has the keys {list(actual)}. Wanted: {list(expected)}."
        difference = _difference(actual[key], value)
        if difference:
            return f"[{key!r}] {difference}"
    return ""


def _kind(value: Any) -> type:
    """Fold NumPy's scalars onto Python's; anything else is its own type."""
    kinds = {np.bool_: bool, np.integer: int, np.floating: float, np.str_: str}
    for scalar, kind in kinds.items():
        if isinstance(value, scalar):
            return kind
    return type(value)


def _type_name(kind: type) -> str:
    return with_article(kind.__name__)


def _came(value: Any) -> str:
    if value is None:
        return "None (is a `return` missing?)"
    name = with_article(getattr(value, "type_name", None) or _kind(value).__name__)
    if not _is_plain(value):
        return name
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape} and dtype {value.dtype}"
    return f"{_show(value)}, {name}"


def _shape_words(shape: tuple[int, ...]) -> str:
    if len(shape) == 1:
        return f"{shape[0]} value{'' if shape[0] == 1 else 's'}, shape {shape}"
    return "a single number" if shape == () else f"shape {shape}"


def _show(value: Any) -> str:
    if not _is_plain(value):
        return _came(value)
    if isinstance(value, (np.generic, np.ndarray)) and np.ndim(value) == 0:
        value = value.item()
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, np.ndarray):
        if value.size > _MANY:
            return _came(value)
        with np.printoptions(threshold=12, edgeitems=2, formatter={"float_kind": "{:.4g}".format}):
            return " ".join(np.array2string(value, separator=", ").split()).replace("[ ", "[")
    text = repr(_rounded(value))
    return text if len(text) <= 120 else f"{text[:117]}..."


def _rounded(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return type(value)(_rounded(item) for item in value[:20])
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in list(value.items())[:20]}
    if isinstance(value, np.ndarray) and value.size > _MANY:
        return _came(value)
    if isinstance(value, (np.generic, np.ndarray)):
        value = value.tolist()
    return float(f"{value:.6g}") if isinstance(value, float) else value
