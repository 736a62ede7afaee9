"""Which parts of what calls were given and returned are one object with two names."""

from __future__ import annotations

import collections
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

__all__ = ["Shared", "shared_parts"]

# Where the object stands, where it stands again, and the name of its type. A place is the number
# of a root and the way from there: ``(1, "['weights']")``.
Place = tuple[int, str]
Shared = tuple[Place, Place, str]


def shared_parts(func: Callable, args: tuple, n_calls: int) -> tuple[list, list[Shared]]:
    """Call a function, and find what its arguments and results have in common.

    Two arrays are one if they share memory, two generators if they share a bit generator,
    dicts and lists if they are the same object. What cannot be changed is not looked at.

    Parameters
    ----------
    func : callable
        What is called.
    args : tuple
        Its arguments, the same for each call.
    n_calls : int
        How many calls.

    Returns
    -------
    results : list
        What each call returned.
    shared : list of (place, place, str)
        A place is the number of a root (the arguments, then the results) and the way from there.

    Examples
    --------
    >>> weights = np.zeros(3)
    >>> _, shared = shared_parts(lambda given: {"first": given[:2]}, (weights,), 1)
    >>> shared
    [((0, ''), (1, "['first']"), 'ndarray')]
    """
    results = [func(*args) for _ in range(n_calls)]
    parts = [list(_mutable_parts(root)) for root in (*args, *results)]
    shared = [
        ((one, way), (other, other_way), type(part).__name__)
        for one, other in itertools.combinations(range(len(parts)), 2)
        for way, part in parts[one]
        for other_way, other_part in parts[other]
        if _is_one(part, other_part)
    ]
    return results, shared


def _mutable_parts(root: Any) -> Iterator[tuple[str, Any]]:
    """Yield what can be changed in a value, once each, with the way to it."""
    seen: set[int] = set()
    left = collections.deque([("", root)])
    while left:
        way, value = left.popleft()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, (dict, list, np.ndarray, np.random.Generator)):
            yield way, value
        inside: Any = ()
        if isinstance(value, dict):
            inside = value.items()
        elif isinstance(value, (list, tuple)):
            inside = enumerate(value)
        left.extend((f"{way}[{repr(key)[:40]}]", item) for key, item in inside)


def _is_one(a: Any, b: Any) -> bool:
    if isinstance(a, np.ndarray) and isinstance(b, np.ndarray):
        return np.shares_memory(a, b)
    if isinstance(a, np.random.Generator) and isinstance(b, np.random.Generator):
        return a.bit_generator is b.bit_generator
    return a is b
