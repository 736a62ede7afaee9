"""The figures of the course, and a line of text for each.

Every function takes the Axes to draw on, or makes them, and returns them; none shows a figure.
Colours are those of Okabe and Ito, which colour-blind readers can tell apart; line styles,
markers and hatches differ as well, so that nothing is lost in grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection, QuadMesh
from matplotlib.contour import ContourSet
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator, NullFormatter

from ._validation import check_inputs, check_integer, check_labels, check_same_length
from .callbacks import History

__all__ = [
    "describe",
    "plot_confusion_matrix",
    "plot_decision_boundary",
    "plot_history",
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
            f"history is a {type(history).__name__}; wanted a History, such as model.history_."
        )
    if not ({"loss", "accuracy"} & history.history.keys()):
        raise ValueError(f"{history!r} has no loss and no accuracy; wanted at least one.")
    if axes is None:
        _, axes = plt.subplots(1, 3, figsize=(13, 3.8), layout="constrained")
    axes = np.asarray(axes).ravel()
    if axes.shape != (3,):
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
    if ax is None:
        _, ax = plt.subplots(figsize=(6.2, 4.6), layout="constrained")
    low, high = X.min(axis=0), X.max(axis=0)
    margin = np.maximum(0.05 * (high - low), 1e-6)
    x1, x2 = (
        np.linspace(a, b, resolution) for a, b in zip(low - margin, high + margin, strict=True)
    )
    grid = np.column_stack([axis.ravel() for axis in np.meshgrid(x1, x2)])
    predicted = check_labels(model.predict(grid), "model.predict(X)")
    classes = np.union1d(y, predicted)
    regions = np.searchsorted(classes, predicted).reshape(resolution, resolution)
    colors = [_COLORS[k % len(_COLORS)] for k in range(len(classes))]
    image = ax.imshow(
        np.array([_lighten(color, 0.4 - 0.2 * (k % 2)) for k, color in enumerate(colors)])[
            regions
        ],
        extent=(x1[0], x1[-1], x2[0], x2[-1]),
        origin="lower",
        aspect="auto",
        interpolation="nearest",
    )
    image.set_label("predicted class")
    for k in np.unique(regions)[1:]:
        ax.contour(x1, x2, regions == k, levels=[0.5], colors="black", linewidths=1.5)
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
    ax.set(xlabel="x1", ylabel="x2", title="Predicted class by place")
    ax.grid(False)
    for axis in (ax.xaxis, ax.yaxis):
        axis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 5, 10]))
    ax.legend(loc="upper left", bbox_to_anchor=(1, 1))  # beside the samples, not on them
    return ax


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


def describe(ax: Axes) -> str:
    """Return one line of text that says what is drawn in an Axes, for those who cannot see it.

    It is made from what is really there: title, axis labels, the start, end, least and greatest
    value of each labelled line, where the other lines start and end, the number of points of each labelled cloud, and what images and
    regions there are.

    Parameters
    ----------
    ax : Axes
        The Axes.

    Returns
    -------
    str
        One line; numbers have at most 4 decimals.

    Examples
    --------
    >>> ax = plt.figure().add_subplot()
    >>> _ = ax.plot([1, 2, 3], [0.7, 0.2, 0.25], label="training")
    >>> _ = ax.set(title="Loss", xlabel="epoch", ylabel="loss")
    >>> describe(ax)
    'Loss. x axis: epoch; y axis: loss. Line training: from 0.7 at 1 to 0.25 at 3, least 0.2 at 2, greatest 0.7 at 1.'
    """
    sentences = [ax.get_title() or "Figure without a title"]
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
