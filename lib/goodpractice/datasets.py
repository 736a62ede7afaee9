"""Small two-dimensional problems, most of them with a known boundary between the classes.

Two features can be drawn, so a reader sees what a model has learned. Every function draws
fresh samples, as many as asked for: sizes and noise are part of each experiment.
"""

from __future__ import annotations

import numpy as np

from ._validation import RandomState, check_integer, check_number, check_random_state

__all__ = ["make_blobs", "make_circles", "make_ellipse", "make_moons", "make_sine"]


def make_sine(
    n_samples: int = 1000, *, label_noise: float = 0.0, random_state: RandomState = None
) -> tuple[np.ndarray, np.ndarray]:
    """Make points in a square that a wave divides into two classes.

    Points are uniform on [-1, 1] x [-1, 1]. The class is 1 on and above the wave::

        x2 >= -1/4 + 3/4 sin(pi x1)

    A straight line separates the classes with about 85 % accuracy, so this problem is a mild
    one for a linear model. About 62 % of the points have class 1.

    Parameters
    ----------
    n_samples : int, default 1000
        The number of points.
    label_noise : float, default 0.0
        The probability, between 0 and 1, that a label is flipped to the other class. The
        points, and which class they would have without noise, do not depend on it.
    random_state : int, numpy.random.Generator or None
        Where all chance comes from.

    Returns
    -------
    X : ndarray of float64, shape (n_samples, 2)
        The points.
    y : ndarray of int64, shape (n_samples,)
        Their classes, 0 or 1.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Examples
    --------
    >>> X, y = make_sine(4, random_state=0)
    >>> X.shape, y.shape
    ((4, 2), (4,))
    >>> bool((y == (X[:, 1] >= -1 / 4 + 3 / 4 * np.sin(np.pi * X[:, 0]))).all())
    True
    """
    generator, X = _uniform_square(n_samples, random_state)
    x1, x2 = X.T
    return X, _flip_labels(x2 >= -1 / 4 + 3 / 4 * np.sin(np.pi * x1), label_noise, generator)


def make_ellipse(
    n_samples: int = 1000, *, label_noise: float = 0.0, random_state: RandomState = None
) -> tuple[np.ndarray, np.ndarray]:
    """Make points in a square, of class 0 inside an ellipse and of class 1 around it.

    Points are uniform on [-1, 1] x [-1, 1]. The class is 1 on and outside the ellipse::

        2 x1^2 + 3 x2^2 + 3/4 x1 + 1/4 x2 >= 1

    No straight line does better than always answering 1, which is right for about 65.5 % of
    the points: a linear model learns nothing here.

    Parameters
    ----------
    n_samples : int, default 1000
        The number of points.
    label_noise : float, default 0.0
        The probability, between 0 and 1, that a label is flipped to the other class. The
        points, and which class they would have without noise, do not depend on it.
    random_state : int, numpy.random.Generator or None
        Where all chance comes from.

    Returns
    -------
    X : ndarray of float64, shape (n_samples, 2)
        The points.
    y : ndarray of int64, shape (n_samples,)
        Their classes, 0 or 1.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Examples
    --------
    >>> X, y = make_ellipse(100_000, random_state=0)
    >>> round(float(y.mean()), 2)
    0.65
    """
    generator, X = _uniform_square(n_samples, random_state)
    x1, x2 = X.T
    outside = 2 * x1**2 + 3 * x2**2 + 0.75 * x1 + 0.25 * x2 >= 1
    return X, _flip_labels(outside, label_noise, generator)


def make_moons(
    n_samples: int = 1000, *, noise: float = 0.0, random_state: RandomState = None
) -> tuple[np.ndarray, np.ndarray]:
    """Make two half circles that reach into each other, one for each class.

    Class 0 is the upper half of the circle of radius 1 around (0, 0), class 1 the lower half
    of the circle of radius 1 around (1, 1/2).

    Parameters
    ----------
    n_samples : int, default 1000
        The number of points; the classes get half each, class 0 the odd one.
    noise : float, default 0.0
        The standard deviation of the normal noise added to both coordinates.
    random_state : int, numpy.random.Generator or None
        Where all chance comes from.

    Returns
    -------
    X : ndarray of float64, shape (n_samples, 2)
        The points, in random order.
    y : ndarray of int64, shape (n_samples,)
        Their classes, 0 or 1.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Examples
    --------
    >>> X, y = make_moons(6, random_state=0)
    >>> np.bincount(y).tolist()
    [3, 3]
    """
    generator, y = _shuffled_classes(n_samples, 2, random_state)
    angle = generator.uniform(0, np.pi, len(y))
    upper = np.column_stack([np.cos(angle), np.sin(angle)])
    lower = np.column_stack([1 - np.cos(angle), 1 / 2 - np.sin(angle)])
    X = np.where(y[:, np.newaxis] == 0, upper, lower)
    return _add_noise(X, noise, generator), y


def make_circles(
    n_samples: int = 1000,
    *,
    noise: float = 0.0,
    factor: float = 0.5,
    random_state: RandomState = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Make a small circle inside a large one, one for each class.

    Class 0 is the circle of radius 1 around (0, 0), class 1 the one of radius `factor`.

    Parameters
    ----------
    n_samples : int, default 1000
        The number of points; the classes get half each, class 0 the odd one.
    noise : float, default 0.0
        The standard deviation of the normal noise added to both coordinates.
    factor : float, default 0.5
        The radius of the small circle, between 0 and 1.
    random_state : int, numpy.random.Generator or None
        Where all chance comes from.

    Returns
    -------
    X : ndarray of float64, shape (n_samples, 2)
        The points, in random order.
    y : ndarray of int64, shape (n_samples,)
        Their classes, 0 or 1.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Examples
    --------
    >>> X, y = make_circles(6, factor=0.25, random_state=0)
    >>> np.unique(np.linalg.norm(X, axis=1).round(4)).tolist()
    [0.25, 1.0]
    """
    check_number(factor, "factor", minimum=0, maximum=1)
    generator, y = _shuffled_classes(n_samples, 2, random_state)
    angle = generator.uniform(0, 2 * np.pi, len(y))
    radius = np.where(y == 0, 1.0, factor)
    X = radius[:, np.newaxis] * np.column_stack([np.cos(angle), np.sin(angle)])
    return _add_noise(X, noise, generator), y


def make_blobs(
    n_samples: int = 1000,
    *,
    centers: int = 3,
    noise: float = 1.0,
    random_state: RandomState = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Make round clouds of points, one for each class.

    The centres of the clouds lie on a circle of radius 4 around (0, 0), at equal distances
    from one another, the first at a random angle.

    Parameters
    ----------
    n_samples : int, default 1000
        The number of points, shared out equally among the classes as far as that goes.
    centers : int, default 3
        The number of clouds, which is the number of classes.
    noise : float, default 1.0
        The standard deviation of a cloud in each coordinate.
    random_state : int, numpy.random.Generator or None
        Where all chance comes from.

    Returns
    -------
    X : ndarray of float64, shape (n_samples, 2)
        The points, in random order.
    y : ndarray of int64, shape (n_samples,)
        Their classes, from 0 to centers - 1.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Examples
    --------
    >>> X, y = make_blobs(7, centers=3, random_state=0)
    >>> np.bincount(y).tolist()
    [3, 2, 2]
    """
    check_integer(centers, "centers", minimum=1)
    generator, y = _shuffled_classes(n_samples, centers, random_state)
    angle = generator.uniform(0, 2 * np.pi) + 2 * np.pi * y / centers
    X = 4 * np.column_stack([np.cos(angle), np.sin(angle)])
    return _add_noise(X, noise, generator), y


def _uniform_square(
    n_samples: int, random_state: RandomState
) -> tuple[np.random.Generator, np.ndarray]:
    check_integer(n_samples, "n_samples", minimum=1)
    generator = check_random_state(random_state)
    return generator, generator.uniform(-1, 1, (n_samples, 2))


def _flip_labels(
    is_one: np.ndarray, label_noise: float, generator: np.random.Generator
) -> np.ndarray:
    check_number(label_noise, "label_noise", minimum=0, maximum=1)
    flipped = generator.random(len(is_one)) < label_noise
    return (is_one ^ flipped).astype(np.int64)


def _shuffled_classes(
    n_samples: int, n_classes: int, random_state: RandomState
) -> tuple[np.random.Generator, np.ndarray]:
    check_integer(n_samples, "n_samples", minimum=1)
    generator = check_random_state(random_state)
    return generator, generator.permutation(np.arange(n_samples, dtype=np.int64) % n_classes)


def _add_noise(X: np.ndarray, noise: float, generator: np.random.Generator) -> np.ndarray:
    check_number(noise, "noise", minimum=0)
    return X + noise * generator.normal(size=X.shape)
