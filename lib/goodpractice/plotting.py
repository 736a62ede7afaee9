"""The figures of the course, and a line of text for each.

Every function takes the Axes to draw on, or makes them, and returns them; none shows a figure.
Colours are those of Okabe and Ito, which colour-blind readers can tell apart; line styles,
markers and hatches differ as well, so that nothing is lost in grey.
"""

from __future__ import annotations

import copy
import numbers
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from cycler import cycler
from matplotlib.animation import FuncAnimation
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection, QuadMesh
from matplotlib.contour import ContourSet
from matplotlib.image import AxesImage
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import LogLocator, MaxNLocator, NullFormatter, NullLocator

from ._validation import (
    check_boolean,
    check_choice,
    check_inputs,
    check_integer,
    check_labels,
    check_methods,
    check_number,
    check_same_length,
    kind_of,
)
from .callbacks import History

__all__ = [
    "animate_training",
    "describe",
    "plot_confusion_matrix",
    "plot_decision_boundary",
    "plot_history",
    "plot_search",
    "use_course_style",
]

# M. Okabe and K. Ito, "Color universal design", 2008; ordered so that neighbours differ in
# lightness as well. Each class or line keeps its colour, marker and line style together.
_COLORS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000")
_LINE_STYLES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1)), (0, (1, 1)))
_MARKERS = ("o", "^", "s", "D", "v", "P", "X")


def use_course_style() -> None:
    """Make all figures that follow readable: in grey, by the colour-blind, on any page.

    The background is opaque white, so that black text stays readable on a dark page. Lines get
    colours and line styles that differ together.

    Examples
    --------
    >>> use_course_style()
    >>> mpl.rcParams["figure.facecolor"]
    'white'
    """
    mpl.rcParams.update(
        {
            "animation.html": "jshtml",  # else a notebook would show the name of its type
            "axes.prop_cycle": cycler(color=_COLORS) + cycler(linestyle=_LINE_STYLES),
            "axes.facecolor": "white",
            "axes.grid": True,
            "axes.axisbelow": True,
            "axes.spines.right": False,
            "axes.spines.top": False,
            "axes.titlesize": 13,
            "axes.labelsize": 12,
            "figure.facecolor": "white",
            "figure.edgecolor": "white",
            "figure.figsize": (6.0, 4.0),
            "figure.constrained_layout.use": True,
            "font.size": 12,
            "grid.color": "#DDDDDD",
            "legend.fontsize": 11,
            "legend.framealpha": 0.9,
            "lines.linewidth": 2.0,
            "savefig.facecolor": "white",
            "savefig.transparent": False,
            "xtick.labelsize": 11,
            "ytick.labelsize": 11,
        }
    )


def plot_history(history: History, *, axes: Sequence[Axes] | None = None) -> np.ndarray:
    """Plot loss, loss in log scale, and accuracy over the epochs.

    Training is a solid line, validation a dashed one. With a validation loss, the epoch at which
    it is lowest is marked in every panel.

    Parameters
    ----------
    history : History
        What a training recorded: loss, accuracy or both, and val_loss, val_accuracy if it had
        validation data.
    axes : sequence of 3 Axes, optional
        Where to draw. By default a new figure.

    Returns
    -------
    ndarray of Axes, shape (3,)
        The three panels.

    Raises
    ------
    ValueError
        If the history is empty, has neither loss nor accuracy, or there are not three Axes.

    Examples
    --------
    >>> history = History()
    >>> for epoch in range(1, 6):
    ...     history.record(epoch, loss=1 / epoch, accuracy=1 - 0.5 / epoch)
    >>> [ax.get_title() for ax in plot_history(history)]
    ['Loss', 'Loss, log scale', 'Accuracy']
    """
    if not isinstance(history, History):
        raise ValueError(
            f"history is {kind_of(history)}; wanted a History, such as model.history_."
        )
    if not ({"loss", "accuracy"} & history.history.keys()):
        raise ValueError(f"{history!r} has no loss and no accuracy; wanted at least one.")
    if axes is None:
        _, axes = plt.subplots(1, 3, figsize=(13, 3.8), layout="constrained")
    axes = np.asarray(axes).ravel()
    if axes.shape != (3,) or not all(isinstance(ax, Axes) for ax in axes):
        raise ValueError(f"axes has {axes.size} elements; wanted 3 Axes.")
    panels = (("loss", "Loss"), ("loss", "Loss, log scale"), ("accuracy", "Accuracy"))
    for ax, (metric, title) in zip(axes, panels, strict=True):
        _plot_metric(ax, history, metric)
        ax.set(title=title, xlabel="epoch", ylabel=metric)
        ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10], integer=True))
        if ax.get_legend_handles_labels()[0]:
            ax.legend()
    _use_log_scale(axes[1])
    return axes


def _use_log_scale(ax: Axes) -> None:
    """Make the y axis logarithmic, with plain numbers beside its ticks."""
    ax.set_yscale("log")
    low, high = ax.get_ylim()
    ax.yaxis.set_major_formatter("{x:g}")
    # Powers of ten alone would leave a short axis without numbers.
    ax.yaxis.set_minor_formatter("{x:g}" if high < 10 * low else NullFormatter())


def _plot_metric(ax: Axes, history: History, metric: str) -> None:
    """Draw one metric of the training and of the validation set, and mark the best epoch."""
    # A single recorded epoch makes no line, so it gets a marker.
    marker = "o" if len(history) == 1 else None
    for name, label, color, style in (
        (metric, "training", _COLORS[0], "-"),
        (f"val_{metric}", "validation", _COLORS[1], "--"),
    ):
        if name in history:
            ax.plot(history.epochs, history[name], style, color=color, label=label, marker=marker)
    if "val_loss" not in history or np.isnan(history["val_loss"]).all():
        return
    best = int(np.nanargmin(history["val_loss"]))
    epoch = history.epochs[best]
    ax.axvline(epoch, color="black", linestyle=":", linewidth=1.5, zorder=1)
    if f"val_{metric}" in history:
        value = history[f"val_{metric}"][best]
        label = f"best epoch: {epoch}"
        ax.plot(epoch, value, "*", color="black", markersize=12, label=label)


def plot_decision_boundary(
    model: Any, X: Any, y: Any, *, ax: Axes | None = None, resolution: int = 300
) -> Axes:
    """Plot samples with two features, and the class that a model predicts at each place.

    Parameters
    ----------
    model : object with a method predict
        A fitted model.
    X : array-like of float, shape (n_samples, 2)
        The samples to draw.
    y : array-like of labels, shape (n_samples,) or (n_samples, 1)
        Their true labels. Each class has its own colour and marker.
    ax : Axes, optional
        Where to draw. By default a new figure.
    resolution : int, default 300
        At how many places the model is asked, along each side.

    Returns
    -------
    Axes
        The Axes.

    Raises
    ------
    ValueError
        If the samples have not two features, or shapes or lengths do not fit.

    Examples
    --------
    >>> from goodpractice.datasets import make_moons
    >>> from goodpractice.neural_network import MLPClassifier
    >>> X, y = make_moons(100, random_state=0)
    >>> ax = plot_decision_boundary(MLPClassifier(max_epochs=1).fit(X, y), X, y, resolution=20)
    >>> ax.get_xlabel(), ax.get_ylabel()
    ('x1', 'x2')
    """
    X, y = check_inputs(X, n_features=2), check_labels(y)
    check_same_length(X=X, y=y)
    check_integer(resolution, "resolution", minimum=2, maximum=2000)
    check_methods(model, "model", ("predict",))
    _check_ax(ax)
    if ax is None:
        _, ax = plt.subplots(figsize=(6.2, 4.6), layout="constrained")
    places = _make_places(X, resolution)
    predicted = check_labels(model.predict(places.grid), "model.predict(X)")
    classes = np.union1d(y, predicted)
    regions = np.searchsorted(classes, predicted).reshape(resolution, resolution)
    _draw_regions(ax, places, regions, len(classes))
    _draw_boundaries(ax, places, regions)
    _draw_samples(ax, X, y, classes)
    ax.set_title("Predicted class by place")
    return ax


def _check_ax(ax: Any) -> None:
    if ax is not None and not isinstance(ax, Axes):
        raise ValueError(f"ax is {kind_of(ax)}; wanted Axes or None.")


class _Places(NamedTuple):
    """The places at which a model is asked: a grid over the samples, with a margin."""

    x1: np.ndarray  # (resolution,)
    x2: np.ndarray  # (resolution,)
    grid: np.ndarray  # (resolution**2, 2), along x1 first


def _make_places(X: np.ndarray, resolution: int) -> _Places:
    low, high = X.min(axis=0), X.max(axis=0)
    margin = np.maximum(0.05 * (high - low), 1e-6)
    x1, x2 = (
        np.linspace(a, b, resolution) for a, b in zip(low - margin, high + margin, strict=True)
    )
    return _Places(x1, x2, np.column_stack([axis.ravel() for axis in np.meshgrid(x1, x2)]))


def _class_colors(n_classes: int) -> list[str]:
    return [_COLORS[k % len(_COLORS)] for k in range(n_classes)]


def _color_regions(regions: np.ndarray, n_classes: int) -> np.ndarray:
    """Return an image, given the number of the class at each place."""
    colors = _class_colors(n_classes)
    pale = [_lighten(color, 0.4 - 0.2 * (k % 2)) for k, color in enumerate(colors)]
    return np.array(pale)[regions]


def _draw_regions(ax: Axes, places: _Places, regions: np.ndarray, n_classes: int) -> AxesImage:
    image = ax.imshow(
        _color_regions(regions, n_classes),
        extent=(places.x1[0], places.x1[-1], places.x2[0], places.x2[-1]),
        origin="lower",
        aspect="auto",
        interpolation="nearest",
    )
    image.set_label("predicted class")
    return image


def _draw_boundaries(ax: Axes, places: _Places, regions: np.ndarray) -> list[ContourSet]:
    return [
        ax.contour(
            places.x1, places.x2, regions == k, levels=[0.5], colors="black", linewidths=1.5
        )
        for k in np.unique(regions)[1:]
    ]


def _draw_samples(ax: Axes, X: np.ndarray, y: np.ndarray, classes: np.ndarray) -> None:
    """Draw the samples, name the axes and the classes."""
    colors = _class_colors(len(classes))
    for k in np.unique(np.searchsorted(classes, y)):
        members = X[y == classes[k]]
        ax.scatter(
            *members.T,
            s=26,
            # Every other class is drawn hollow: in grey, fill tells more than colour.
            facecolors=colors[k] if k % 2 == 0 else "white",
            edgecolors=colors[k] if k % 2 else "black",
            linewidths=1.2 if k % 2 else 0.5,
            marker=_MARKERS[k % len(_MARKERS)],
            label=f"class {classes[k]}",
            zorder=3,
        )
    ax.set(xlabel="x1", ylabel="x2")
    ax.grid(False)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))  # beside the samples, not on them


# --- A training as an animation ----------------------------------------------------------------


def animate_training(
    model: Any,
    X: Any,
    y: Any,
    weights: Iterable[tuple[int, Sequence[np.ndarray]]],
    *,
    ax: Axes | None = None,
    resolution: int = 100,
    max_frames: int = 25,
    interval: float = 200,
) -> FuncAnimation:
    """Show how the decision boundary of a network moves while it is trained.

    Parameters
    ----------
    model : MLPClassifier or Pipeline
        The model that was trained; of a pipeline, the last step is the network. It is left as
        it is.
    X : array-like of float, shape (n_samples, 2)
        The samples to draw.
    y : array-like of labels, shape (n_samples,) or (n_samples, 1)
        Their true labels.
    weights : iterable of tuple (int, list of ndarray)
        Epochs and the weights at each of them: a callback `RecordWeights` after the training,
        or pairs that a loop of your own has collected.
    ax : Axes, optional
        Where to draw. By default a new figure, which is closed: so a notebook shows the
        animation and not its first frame as well.
    resolution : int, default 100
        At how many places the model is asked, along each side.
    max_frames : int, default 25
        The most frames there are. Of more epochs, that many are shown, at even distances, the
        first and the last among them.
    interval : float, default 200
        Milliseconds for each frame.

    Returns
    -------
    matplotlib.animation.FuncAnimation
        The animation. In a notebook it shows itself as the last value of a cell, with buttons,
        after `use_course_style`; else ask for ``animation.to_jshtml()``.
        ``animation.save("training.gif")`` writes a file through Pillow, no other program is
        needed. ``describe(animation)`` is its text.

    Raises
    ------
    ValueError
        If the samples have not two features, shapes or lengths do not fit, there are no weights,
        they are not pairs, or a number is out of range.

    Examples
    --------
    >>> from goodpractice.callbacks import RecordWeights
    >>> from goodpractice.datasets import make_moons
    >>> from goodpractice.neural_network import MLPClassifier
    >>> X, y = make_moons(100, random_state=0)
    >>> record = RecordWeights(every=5)
    >>> model = MLPClassifier(max_epochs=20, random_state=0).fit(X, y, callbacks=[record])
    >>> animation = animate_training(model, X, y, record, resolution=20)
    >>> describe(animation)[:54]
    'Animation of 5 frames, from epoch 0 with accuracy 0.24'
    >>> "<img" in animation.to_jshtml()
    True
    """
    X, y = check_inputs(X, n_features=2), check_labels(y)
    check_same_length(X=X, y=y)
    check_integer(resolution, "resolution", minimum=2, maximum=1000)
    check_integer(max_frames, "max_frames", minimum=2, maximum=1000)
    check_number(interval, "interval", minimum=1)
    check_methods(model, "model", ("predict",))
    _check_ax(ax)
    places = _make_places(X, resolution)
    epochs, labels, accuracies = _predict_epochs(
        model, X, y, places, _check_weights(weights, max_frames)
    )
    classes = np.union1d(y, labels)
    regions = np.searchsorted(classes, labels).reshape(-1, resolution, resolution)
    is_own = ax is None
    if is_own:
        _, ax = plt.subplots(figsize=(5.4, 3.8), dpi=80, layout="constrained")
    image = _draw_regions(ax, places, regions[0], len(classes))
    _draw_samples(ax, X, y, classes)
    boundaries: list[ContourSet] = []

    def draw(frame: int) -> None:
        image.set_data(_color_regions(regions[frame], len(classes)))
        while boundaries:
            boundaries.pop().remove()
        boundaries.extend(_draw_boundaries(ax, places, regions[frame]))
        ax.set_title(f"Epoch {epochs[frame]}, accuracy {accuracies[frame]:.2f}")

    draw(0)
    summary = (
        f"Animation of {len(epochs)} frames, from epoch {epochs[0]} with accuracy "
        f"{accuracies[0]:.2f} to epoch {epochs[-1]} with accuracy {accuracies[-1]:.2f}"
    )
    animation = _Animation(ax, summary, draw, frames=len(epochs), interval=interval)
    if is_own:
        plt.close(ax.figure)
    return animation


class _Animation(FuncAnimation):
    """An animation that knows its Axes and what it shows, and is saved through Pillow."""

    def __init__(self, ax: Axes, summary: str, draw: Any, **options: Any) -> None:
        self.ax, self.summary = ax, summary
        # Once, not for ever: what moves without an end is hard to read beside.
        super().__init__(ax.figure, draw, init_func=lambda: None, repeat=False, **options)

    def save(
        self, filename: str | os.PathLike[str], writer: Any = "pillow", **options: Any
    ) -> None:
        super().save(filename, writer, **options)


def _check_weights(weights: Any, max_frames: int) -> list[tuple[int, Any]]:
    """Return at most so many pairs of an epoch and its weights, at even distances."""
    pairs = list(weights) if isinstance(weights, Iterable) else None
    if not pairs or any(not isinstance(pair, tuple | list) or len(pair) != 2 for pair in pairs):
        came = f"of type {type(weights).__name__}" if pairs is None else "a list of something else"
        raise ValueError(
            f"weights is {'empty' if pairs == [] else came}; wanted pairs of an epoch and the "
            "weights at that epoch, such as a callback RecordWeights after a training."
        )
    kept = np.linspace(0, len(pairs) - 1, min(len(pairs), max_frames)).round().astype(int)
    return [(check_integer(pairs[i][0], "an epoch in weights"), pairs[i][1]) for i in kept]


def _predict_epochs(
    model: Any, X: np.ndarray, y: np.ndarray, places: _Places, pairs: list[tuple[int, Any]]
) -> tuple[list[int], np.ndarray, list[float]]:
    """Return the epochs, the labels at all places at each of them, and the accuracies."""
    model = copy.deepcopy(model)
    network = model if hasattr(model, "set_weights") else model[-1]
    labels, accuracies = [], []
    for _, weights in pairs:
        network.set_weights(weights)
        labels.append(check_labels(model.predict(places.grid), "model.predict(X)"))
        accuracies.append(float(np.mean(check_labels(model.predict(X)) == y)))
    return [epoch for epoch, _ in pairs], np.array(labels), accuracies


def plot_confusion_matrix(
    matrix: Any, *, ax: Axes | None = None, labels: Sequence[Any] | None = None
) -> Axes:
    """Plot a confusion matrix: its counts as text, on cells that are darker for larger shares.

    Parameters
    ----------
    matrix : array-like of int, shape (n_classes, n_classes)
        Counts, true classes in rows, as ``metrics.confusion_matrix`` gives them.
    ax : Axes, optional
        Where to draw. By default a new figure.
    labels : sequence, optional
        The names of the classes. By default 0, 1 and so on.

    Returns
    -------
    Axes
        The Axes.

    Raises
    ------
    ValueError
        If the matrix is not square or has negative elements, or `labels` does not fit.

    Examples
    --------
    >>> ax = plot_confusion_matrix([[40, 10], [5, 45]])
    >>> ax.get_xlabel(), ax.get_ylabel()
    ('Predicted class', 'True class')
    """
    counts = check_inputs(matrix, "matrix")
    n = len(counts)
    if counts.shape != (n, n) or counts.min() < 0:
        raise ValueError(
            f"matrix has shape {counts.shape} and its least element is {counts.min():g}; wanted "
            "a square of counts."
        )
    _check_ax(ax)
    if labels is not None and (isinstance(labels, str) or not np.iterable(labels)):
        raise ValueError(f"labels is {labels!r}; wanted the names of {n} classes.")
    labels = list(range(n)) if labels is None else list(labels)
    if len(labels) != n:
        raise ValueError(f"labels has {len(labels)} elements; wanted {n}, one for each class.")
    if ax is None:
        side = 2.6 + 0.6 * n
        _, ax = plt.subplots(figsize=(side + 0.4, side), layout="constrained")
    # Shares of the true class: else a rare class would be pale even if all of it is right.
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    ax.imshow(shares, cmap="Blues", vmin=0, vmax=1)
    for (row, column), count in np.ndenumerate(counts):
        color = "white" if shares[row, column] > 0.5 else "black"
        ax.text(column, row, f"{count:g}", ha="center", va="center", color=color, fontsize=14)
    ax.set(
        xticks=range(n),
        yticks=range(n),
        xticklabels=labels,
        yticklabels=labels,
        xlabel="Predicted class",
        ylabel="True class",
        title="Confusion matrix",
    )
    ax.grid(False)
    return ax


# --- A search ----------------------------------------------------------------------------------

_MANY_VALUES = 30  # more rows or columns of a heat map cannot be read


def plot_search(
    results: Mapping[str, Any],
    x: str | None = None,
    *,
    y: str | None = None,
    kind: str | None = None,
    score: str = "score",
    greater_is_better: bool | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Plot the trials of a hyperparameter search.

    Parameters
    ----------
    results : mapping of str to sequence, all of length n_trials
        The columns of a table with one row for each trial, such as ``search.results_``. It has
        the score and the hyperparameters; a trial whose ``error`` is not empty, or whose score
        is NaN, has failed.
    x : str, optional
        The hyperparameter on the horizontal axis: the name of a column, with or without
        ``param_`` before it.
    y : str, optional
        The hyperparameter on the vertical axis of a heat map.
    kind : {"scatter", "heatmap", "best_so_far"}, optional
        - "scatter": the score of every trial over `x`. What a column of many points at one
          height says: there, `x` does not matter.
        - "heatmap": the best score for every pair of values of `x` and `y`, for a grid.
        - "best_so_far": the best score among the first trials, over their number. Where it is
          flat, more trials brought nothing.

        By default "heatmap" if `y` is given, "scatter" if only `x` is, else "best_so_far".
    score : str, default "score"
        The column to show.
    greater_is_better : bool, optional
        Whether large scores are good. By default as the column ``rank`` has it, if there is one,
        else True.
    ax : Axes, optional
        Where to draw. By default a new figure.

    Returns
    -------
    Axes
        The Axes. The best trial is marked with a star and named in the legend, in a heat map
        with a frame; failed trials are crosses at the lower edge. If the values of `x` are
        positive and the largest is at least 20 times the least, the axis is logarithmic.

    Raises
    ------
    ValueError
        If there are no trials, none has a score, a column is missing, or lengths, kinds of
        columns or arguments do not fit.

    Examples
    --------
    >>> results = {"learning_rate": [0.001, 0.01, 0.1, 1.0], "alpha": [0.0, 0.1, 0.0, 0.1],
    ...            "score": [0.81, 0.93, 0.95, float("nan")]}
    >>> ax = plot_search(results, "learning_rate")
    >>> ax.get_xscale(), [text.get_text() for text in ax.get_legend().get_texts()]
    ('log', ['3 trials', 'best: 0.95, learning_rate 0.1', '1 failed'])
    >>> plot_search(results, "learning_rate", y="alpha").get_title()
    'Best score by learning_rate and alpha'
    >>> plot_search(results).get_title()
    'Best score so far'
    """
    table = _check_results(results, score, greater_is_better)
    if kind is None:
        kind = "heatmap" if y is not None else "best_so_far" if x is None else "scatter"
    check_choice(kind, "kind", ("scatter", "heatmap", "best_so_far"))
    wanted = {"scatter": (True, False), "heatmap": (True, True), "best_so_far": (False, False)}
    for name, value, is_wanted in zip("xy", (x, y), wanted[kind], strict=True):
        if (value is not None) != is_wanted:
            needed = f"a column for {name}" if is_wanted else f"no {name}"
            raise ValueError(f"kind is {kind!r} and {name} is {value!r}; wanted {needed}.")
    _check_ax(ax)
    n_trials = len(table.scores)
    named = [(name, column) for name, column in (("x", x), ("y", y)) if column is not None]
    columns = [_column(results, column, n_trials, name) for name, column in named]
    x, y = (name and name.removeprefix("param_") for name in (x, y))
    if kind == "heatmap":
        _check_grid(columns, (x, y))
    if ax is None:
        _, ax = plt.subplots(figsize=(6.2, 4.2), layout="constrained")
    draw = {"scatter": _draw_scatter, "heatmap": _draw_heatmap, "best_so_far": _draw_best_so_far}
    draw[kind](ax, table, *zip((x, y), columns, strict=False))
    return ax


class _Table(NamedTuple):
    """The scores of all trials, NaN for those that failed, and which one is the best."""

    scores: np.ndarray
    name: str
    best: int
    greater_is_better: bool

    @property
    def best_score(self) -> str:
        return f"{self.scores[self.best]:.4g}"


def _check_results(results: Any, score: Any, greater_is_better: Any) -> _Table:
    if not isinstance(results, Mapping):
        raise ValueError(
            f"results is {kind_of(results)}; wanted a mapping of columns, such as search.results_."
        )
    if not isinstance(score, str) or score not in results:
        raise ValueError(f"score is {score!r}; wanted one of the columns {_names(results)}.")
    try:
        scores = np.array(results[score], dtype=np.float64)  # None becomes NaN
    except (TypeError, ValueError):
        scores = np.empty((0, 0))
    if scores.ndim != 1:
        raise ValueError(f"results[{score!r}] is no sequence of numbers; wanted a score each.")
    errors = (
        _column(results, "error", len(scores), "error")
        if "error" in results
        else [""] * len(scores)
    )
    scores[[bool(error) for error in errors]] = np.nan
    if not np.isfinite(scores).any():
        raise ValueError(
            f"results has {len(scores)} trials, none with a score; wanted at least one."
        )
    scores[~np.isfinite(scores)] = np.nan
    if greater_is_better is None:
        greater_is_better = True
        if "rank" in results and score == "score":
            ranks = np.array(_column(results, "rank", len(scores), "rank"), dtype=np.float64)
            ranks[np.isnan(scores)] = np.inf
            greater_is_better = bool(scores[ranks.argmin()] == np.nanmax(scores))
    check_boolean(greater_is_better, "greater_is_better")
    best = int((np.nanargmax if greater_is_better else np.nanargmin)(scores))
    return _Table(scores, score, best, greater_is_better)


def _names(results: Mapping[str, Any]) -> str:
    return ", ".join(repr(str(name).removeprefix("param_")) for name in results) or "none"


def _column(results: Mapping[str, Any], column: Any, n_trials: int, name: str) -> list[Any]:
    """Return a column as a list of Python's own values."""
    key = f"param_{column}" if f"param_{column}" in results else column
    if not isinstance(key, str) or key not in results:
        raise ValueError(f"{name} is {column!r}; wanted one of the columns {_names(results)}.")
    values = [v.item() if isinstance(v, np.generic) else v for v in results[key]]
    if len(values) != n_trials:
        raise ValueError(
            f"results[{key!r}] has {len(values)} elements and there are {n_trials} scores; "
            "wanted the same number."
        )
    return values


class _Scale(NamedTuple):
    """Where the values of a hyperparameter stand on an axis: numbers by size, others in a row."""

    positions: np.ndarray  # one for each trial
    ticks: np.ndarray  # one for each different value
    labels: list[str]
    is_numeric: bool


def _make_scale(values: Sequence[Any], *, evenly: bool = False) -> _Scale:
    is_numeric = all(
        isinstance(v, numbers.Real) and not isinstance(v, bool) and np.isfinite(v) for v in values
    )
    if is_numeric:
        numeric = np.array(values, dtype=np.float64)
        ticks, codes = np.unique(numeric, return_inverse=True)
        labels = [f"{tick:.4g}" for tick in ticks]
        if not evenly:
            return _Scale(numeric, ticks, labels, True)
    else:
        names = [str(value) for value in values]
        labels = list(dict.fromkeys(names))  # in the order of the trials
        codes = np.array([labels.index(name) for name in names])
    return _Scale(codes.astype(np.float64), np.arange(len(labels)), labels, False)


def _set_up_axis(ax: Axes, scale: _Scale) -> None:
    """Make the x axis logarithmic if its values span decades, and put ticks at few values."""
    ticks = scale.ticks
    is_log = scale.is_numeric and ticks[0] > 0 and ticks[-1] >= 20 * ticks[0]
    if is_log:
        ax.set_xscale("log")
        # Powers of ten alone would leave a short axis almost without numbers.
        is_short = ticks[-1] < 1000 * ticks[0]
        ax.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5) if is_short else (1,)))
        ax.xaxis.set_major_formatter("{x:g}")
        ax.xaxis.set_minor_formatter(NullFormatter())
    if not scale.is_numeric or (is_log and len(ticks) <= 8):
        ax.set_xticks(ticks, scale.labels)
        ax.xaxis.set_minor_locator(NullLocator())
    if not scale.is_numeric:
        ax.set_xlim(-0.5, len(ticks) - 0.5)
        if sum(map(len, scale.labels)) > 50:
            ax.tick_params(axis="x", rotation=30)


def _draw_trials(ax: Axes, table: _Table, positions: np.ndarray, label: str) -> None:
    """Draw a point for each trial, with crosses at the lower edge for those that failed."""
    failed = np.isnan(table.scores)
    ax.scatter(
        positions[~failed],
        table.scores[~failed],
        s=30,
        facecolors=_lighten(_COLORS[0], 0.6),
        edgecolors="black",
        linewidths=0.7,
        label=label,
        zorder=3,
    )
    if failed.any():
        ax.scatter(
            positions[failed],
            np.full(failed.sum(), 0.03),
            transform=ax.get_xaxis_transform(),  # y is a share of the height
            s=45,
            marker="x",
            color=_COLORS[1],
            linewidths=2,
            label=f"{failed.sum()} failed",
            zorder=4,
        )


def _mark_best(ax: Axes, table: _Table, position: float, where: str) -> None:
    label = f"best: {table.best_score}, {where}"
    ax.plot(
        position,
        table.scores[table.best],
        "*",
        color=_COLORS[5],
        markeredgecolor="black",
        markersize=17,
        label=label,
        zorder=5,
    )


def _draw_scatter(ax: Axes, table: _Table, x: tuple[str, list[Any]]) -> None:
    name, values = x
    scale = _make_scale(values)
    n_scored = np.count_nonzero(~np.isnan(table.scores))
    _draw_trials(ax, table, scale.positions, f"{n_scored} trials")
    best = values[table.best]
    shown = f"{best:.4g}" if scale.is_numeric else str(best)
    _mark_best(ax, table, scale.positions[table.best], f"{name} {shown}")
    _set_up_axis(ax, scale)
    ax.set(xlabel=name, ylabel=table.name, title=f"{table.name} by {name}")
    _place_legend(ax)


def _place_legend(ax: Axes) -> None:
    handles, labels = ax.get_legend_handles_labels()
    order = sorted(range(len(labels)), key=lambda i: labels[i].endswith("failed"))
    ax.legend(
        [handles[i] for i in order],
        [labels[i] for i in order],
        loc="upper center",
        bbox_to_anchor=(0.5, -0.16),  # below the trials, not on them
        ncols=2,
        frameon=False,
    )
    ax.margins(y=0.12)  # room for the star


def _draw_best_so_far(ax: Axes, table: _Table) -> None:
    number = np.arange(1, len(table.scores) + 1)
    accumulate = np.fmax.accumulate if table.greater_is_better else np.fmin.accumulate
    ax.step(
        number,
        accumulate(table.scores),
        where="post",
        color=_COLORS[0],
        linestyle="-",
        label="best so far",
    )
    _draw_trials(ax, table, number, "trials")
    _mark_best(ax, table, number[table.best], f"trial {number[table.best]}")
    ax.xaxis.set_major_locator(MaxNLocator(nbins=8, steps=[1, 2, 5, 10], integer=True))
    ax.set(xlabel="number of trials", ylabel=table.name, title=f"Best {table.name} so far")
    _place_legend(ax)


def _check_grid(columns: list[list[Any]], names: tuple[str | None, ...]) -> None:
    for values, name in zip(columns, names, strict=True):
        n_values = len({str(value) for value in values})
        if n_values > _MANY_VALUES:
            raise ValueError(
                f"{name} has {n_values} different values; wanted at most {_MANY_VALUES}, as in a "
                "grid. For random values, plot a scatter over each hyperparameter."
            )


def _draw_heatmap(
    ax: Axes, table: _Table, x: tuple[str, list[Any]], y: tuple[str, list[Any]]
) -> None:
    scales = _make_scale(x[1], evenly=True), _make_scale(y[1], evenly=True)
    columns, rows = (scale.positions.astype(int) for scale in scales)
    best = np.full((len(scales[1].ticks), len(scales[0].ticks)), np.nan)
    choose = np.fmax if table.greater_is_better else np.fmin  # they leave out NaN
    choose.at(best, (rows, columns), table.scores)
    image = ax.imshow(best, cmap="cividis", aspect="auto", origin="lower")
    image.set_label(
        f"best {table.name}; columns, {x[0]}: {', '.join(scales[0].labels)}; "
        f"rows from below, {y[0]}: {', '.join(scales[1].labels)}"
    )
    tried = np.zeros(best.shape, dtype=bool)
    tried[rows, columns] = True
    at_best = rows[table.best], columns[table.best]
    for (row, column), value in np.ndenumerate(best):
        text = "failed" if tried[row, column] else "not tried"
        if not np.isnan(value):
            text = f"{value:.4g}" if (row, column) != at_best else f"best\n{value:.4g}"
        is_dark = not np.isnan(value) and image.norm(value) < 0.5
        ax.text(
            column,
            row,
            text,
            ha="center",
            va="center",
            color="white" if is_dark else "black",
            fontweight="bold" if (row, column) == at_best else "normal",
            fontsize=min(11, 90 / best.shape[1]),
        )
    row, column = at_best
    for color, width in (("white", 5), ("black", 2.5)):  # to be seen on any shade
        ax.add_patch(
            Rectangle((column - 0.5, row - 0.5), 1, 1, fill=False, edgecolor=color, lw=width)
        )
    ax.set(xlabel=x[0], ylabel=y[0], title=f"Best {table.name} by {x[0]} and {y[0]}")
    ax.set_xticks(scales[0].ticks, scales[0].labels)
    ax.set_yticks(scales[1].ticks, scales[1].labels)
    ax.grid(False)
    ax.figure.colorbar(image, ax=ax, label=table.name)


# --- Text for those who cannot see a figure ----------------------------------------------------


def describe(ax: Axes | FuncAnimation) -> str:
    """Return one line of text that says what is drawn in an Axes, for those who cannot see it.

    It is made from what is really there: title, axis labels, the start, end, least and greatest
    value of each labelled line, where the other lines start and end, the number of points of each labelled cloud, and what images and
    regions there are.

    Parameters
    ----------
    ax : Axes or FuncAnimation
        The Axes, or what `animate_training` gave.

    Returns
    -------
    str
        One line; numbers have at most 4 decimals.

    Raises
    ------
    ValueError
        If it is neither.

    Examples
    --------
    >>> ax = plt.figure().add_subplot()
    >>> _ = ax.plot([1, 2, 3], [0.7, 0.2, 0.25], label="training")
    >>> _ = ax.set(title="Loss", xlabel="epoch", ylabel="loss")
    >>> describe(ax)
    'Loss. x axis: epoch; y axis: loss. Line training: from 0.7 at 1 to 0.25 at 3, least 0.2 at 2, greatest 0.7 at 1.'
    """
    if isinstance(ax, _Animation):
        sentences, ax = [ax.summary], ax.ax
    elif isinstance(ax, Axes):
        sentences = [ax.get_title() or "Figure without a title"]
    else:
        raise ValueError(f"ax is {kind_of(ax)}; wanted Axes, such as axes[0].")
    axis_names = [
        f"{name} axis{', log scale' if scale == 'log' else ''}: {label or 'no label'}"
        for name, label, scale in (
            ("x", ax.get_xlabel(), ax.get_xscale()),
            ("y", ax.get_ylabel(), ax.get_yscale()),
        )
    ]
    sentences.append("; ".join(axis_names))
    sentences += [_describe_line(line) for line in ax.lines if _is_labelled(line)]
    sentences += _describe_bundle([line for line in ax.lines if not _is_labelled(line)])
    sentences += [_describe_band(patch) for patch in ax.patches if _is_labelled(patch)]
    for collection in ax.collections:
        if isinstance(collection, PathCollection) and _is_labelled(collection):
            n = len(collection.get_offsets())
            sentences.append(f"{n} point{'s' if n != 1 else ''}: {collection.get_label()}")
        elif isinstance(collection, ContourSet):
            sentences.append("Coloured regions" if collection.filled else "Boundary lines")
        elif isinstance(collection, QuadMesh):
            sentences.append("A coloured grid")
    bars = [container for container in ax.containers if _is_labelled(container)]
    sentences += [f"{len(bar)} bars: {bar.get_label()}" for bar in bars]
    texts = [text.get_text() for text in ax.texts if text.get_text()]
    for image in ax.images:
        rows, columns = np.shape(image.get_array())[:2]
        name = f": {image.get_label()}" if _is_labelled(image) else ""
        sentences.append(f"An image of {rows} rows and {columns} columns{name}")
        if len(texts) == rows * columns:
            lines = [", ".join(texts[i : i + columns]) for i in range(0, len(texts), columns)]
            texts = [f"in rows {'; '.join(lines)}"]
    if texts:
        sentences.append(f"Texts: {', '.join(texts)}")
    return " ".join(" ".join(sentence.split()) + "." for sentence in sentences)


def _describe_bundle(lines: list[Line2D]) -> list[str]:
    """Say where many lines without a label start and end, such as one for each seed."""
    ends = [
        np.asarray(line.get_ydata(), float)[[0, -1]] for line in lines if len(line.get_ydata())
    ]
    if len(ends) < 2:  # a single one is a mark, such as the best epoch
        return []
    first, last = np.transpose(ends)
    return [
        f"{len(ends)} lines without a label: "
        f"first values from {_number(first.min())} to {_number(first.max())}, "
        f"last values from {_number(last.min())} to {_number(last.max())}"
    ]


def _describe_band(patch: Patch) -> str:
    (_, low), (_, high) = (
        patch.get_path().transformed(patch.get_patch_transform()).get_extents().get_points()
    )
    return f"Band {patch.get_label()}: from {_number(low)} to {_number(high)}"


def _describe_line(line: Line2D) -> str:
    x, y = np.asarray(line.get_xdata(), float), np.asarray(line.get_ydata(), float)
    finite = np.isfinite(x) & np.isfinite(y)
    gap = "" if finite.all() else f", {np.count_nonzero(~finite)} values missing"
    x, y = x[finite], y[finite]
    if len(y) == 0:
        return f"Line {line.get_label()}: no values{gap}"
    if len(y) == 1:
        return f"Point {line.get_label()}: {_number(y[0])} at {_number(x[0])}{gap}"
    low, high = y.argmin(), y.argmax()
    if y[low] == y[high]:
        return f"Line {line.get_label()}: always {_number(y[0])}{gap}"
    return (
        f"Line {line.get_label()}: from {_number(y[0])} at {_number(x[0])} "
        f"to {_number(y[-1])} at {_number(x[-1])}, "
        f"least {_number(y[low])} at {_number(x[low])}, "
        f"greatest {_number(y[high])} at {_number(x[high])}{gap}"
    )


def _is_labelled(artist: Any) -> bool:
    label = str(artist.get_label())
    return bool(label) and not label.startswith("_")


def _number(value: float) -> str:
    """Return a number with at most 4 decimals and no zeros at the end."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _lighten(color: str, share: float) -> np.ndarray:
    """Mix a share of a colour with white, for a region that points are drawn on."""
    return share * np.array(mpl.colors.to_rgb(color)) + (1 - share)
