"""Scores that people read, as functions of true labels and predictions.

Names, argument order and results are scikit-learn's. Labels may have shape (n,) or (n, 1) and
may be integers, booleans, floats or strings. Where scikit-learn warns and returns a number that
means nothing, these functions raise ``ValueError``.
"""

from __future__ import annotations

import numbers
from typing import Any

import numpy as np

from ._validation import (
    check_boolean,
    check_inputs,
    check_label_pair,
    check_labels,
    check_same_length,
    check_scores,
    kind_of,
)

__all__ = [
    "accuracy_score",
    "balanced_accuracy_score",
    "confusion_matrix",
    "f1_score",
    "log_loss",
    "majority_baseline",
    "precision_score",
    "recall_score",
    "roc_auc_score",
    "roc_curve",
]


def accuracy_score(y_true: Any, y_pred: Any) -> float:
    """Return the share of samples whose predicted label is the true one.

    Parameters
    ----------
    y_true : array-like of labels, shape (n_samples,) or (n_samples, 1)
        The true labels.
    y_pred : array-like of labels, shape (n_samples,) or (n_samples, 1)
        The predicted labels.

    Returns
    -------
    float
        Between 0 and 1. Compare it with `majority_baseline`.

    Raises
    ------
    ValueError
        If there are no labels, some are missing, or shapes or lengths do not fit.

    Notes
    -----
    The mean of [y_true = y_pred] over the samples.

    Examples
    --------
    >>> accuracy_score([0, 1, 1, 0], [[0], [1], [0], [0]])
    0.75
    """
    y_true, y_pred = check_label_pair(y_true, y_pred)
    return float(np.mean(y_true == y_pred))


def majority_baseline(y: Any) -> float:
    """Return the accuracy of always predicting the most frequent class.

    A model whose accuracy is no higher has learned nothing that a constant does not know.

    Parameters
    ----------
    y : array-like of labels, shape (n_samples,) or (n_samples, 1)
        The true labels.

    Returns
    -------
    float
        At least 1 / n_classes, at most 1.

    Raises
    ------
    ValueError
        If there are no labels, some are missing, or the shape does not fit.

    Examples
    --------
    >>> majority_baseline([0, 0, 0, 1])
    0.75
    """
    y = check_labels(y)
    return float(np.unique(y, return_counts=True)[1].max() / len(y))


def confusion_matrix(y_true: Any, y_pred: Any, *, labels: Any = None) -> np.ndarray:
    """Count the samples of each true class that were given each predicted class.

    Parameters
    ----------
    y_true : array-like of labels, shape (n_samples,) or (n_samples, 1)
        The true labels.
    y_pred : array-like of labels, shape (n_samples,) or (n_samples, 1)
        The predicted labels.
    labels : array-like of labels, shape (n_labels,), optional
        The classes, in the order of the rows and columns. Samples of other classes are left
        out. By default all classes in `y_true` and `y_pred`, sorted.

    Returns
    -------
    ndarray of int64, shape (n_labels, n_labels)
        Row i, column j: how many samples of true class i were predicted to be of class j.

    Raises
    ------
    ValueError
        If there are no labels, some are missing, shapes or lengths do not fit, a label stands
        twice in `labels`, or none of `labels` is in `y_true`.

    Examples
    --------
    >>> confusion_matrix([0, 0, 0, 1, 1], [0, 0, 1, 1, 0])
    array([[2, 1],
           [1, 1]])
    """
    y_true, y_pred = check_label_pair(y_true, y_pred)
    if labels is None:
        labels = np.union1d(y_true, y_pred)
    else:
        y_true, labels = _check_classes(y_true, labels)
        if not np.isin(labels, y_true).any():
            raise ValueError(
                f"None of the labels {labels.tolist()[:10]} is in y_true; wanted at least one."
            )
    known = np.isin(y_true, labels) & np.isin(y_pred, labels)
    rows, columns = _positions(y_true[known], labels), _positions(y_pred[known], labels)
    matrix = np.zeros((len(labels), len(labels)), dtype=np.int64)
    np.add.at(matrix, (rows, columns), 1)
    return matrix


def precision_score(
    y_true: Any, y_pred: Any, *, pos_label: Any = 1, zero_division: float = 0.0
) -> float:
    """Return the share of the samples predicted positive that are positive.

    Parameters
    ----------
    y_true : array-like of labels, shape (n_samples,) or (n_samples, 1)
        The true labels, of two classes.
    y_pred : array-like of labels, shape (n_samples,) or (n_samples, 1)
        The predicted labels.
    pos_label : label, default 1
        The class that counts as positive.
    zero_division : float, default 0.0
        What to return if no sample is predicted positive, when precision is 0 / 0. There is no
        warning, unlike in scikit-learn.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If there are no labels, some are missing, shapes or lengths do not fit, there are more
        than two classes, or two and none is `pos_label`, or `zero_division` is no number.

    Notes
    -----
    TP / (TP + FP), with the true positives TP and the false positives FP.

    Examples
    --------
    >>> precision_score([0, 0, 1, 1], [0, 1, 1, 0])
    0.5
    """
    true_positive, false_positive, _ = _count_positives(y_true, y_pred, pos_label)
    return _divide(true_positive, true_positive + false_positive, zero_division)


def recall_score(
    y_true: Any, y_pred: Any, *, pos_label: Any = 1, zero_division: float = 0.0
) -> float:
    """Return the share of the positive samples that are predicted positive.

    Parameters
    ----------
    y_true : array-like of labels, shape (n_samples,) or (n_samples, 1)
        The true labels, of two classes.
    y_pred : array-like of labels, shape (n_samples,) or (n_samples, 1)
        The predicted labels.
    pos_label : label, default 1
        The class that counts as positive.
    zero_division : float, default 0.0
        What to return if no sample is positive, when recall is 0 / 0. There is no warning,
        unlike in scikit-learn.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If there are no labels, some are missing, shapes or lengths do not fit, there are more
        than two classes, or two and none is `pos_label`, or `zero_division` is no number.

    Notes
    -----
    TP / (TP + FN), with the true positives TP and the false negatives FN.

    Examples
    --------
    >>> recall_score([0, 1, 1, 1, 1], [0, 1, 1, 1, 0])
    0.75
    """
    true_positive, _, false_negative = _count_positives(y_true, y_pred, pos_label)
    return _divide(true_positive, true_positive + false_negative, zero_division)


def f1_score(y_true: Any, y_pred: Any, *, pos_label: Any = 1, zero_division: float = 0.0) -> float:
    """Return the harmonic mean of precision and recall.

    Parameters
    ----------
    y_true : array-like of labels, shape (n_samples,) or (n_samples, 1)
        The true labels, of two classes.
    y_pred : array-like of labels, shape (n_samples,) or (n_samples, 1)
        The predicted labels.
    pos_label : label, default 1
        The class that counts as positive.
    zero_division : float, default 0.0
        What to return if no sample is positive and none is predicted so, when F1 is 0 / 0.
        There is no warning, unlike in scikit-learn.

    Returns
    -------
    float
        Between 0 and 1; near 0 if either precision or recall is.

    Raises
    ------
    ValueError
        If there are no labels, some are missing, shapes or lengths do not fit, there are more
        than two classes, or two and none is `pos_label`, or `zero_division` is no number.

    Notes
    -----
    2 TP / (2 TP + FP + FN), with the true positives TP, the false positives FP and the false
    negatives FN.

    Examples
    --------
    >>> f1_score([0, 0, 1, 1], [0, 1, 1, 0])
    0.5
    """
    true_positive, false_positive, false_negative = _count_positives(y_true, y_pred, pos_label)
    return _divide(
        2 * true_positive, 2 * true_positive + false_positive + false_negative, zero_division
    )


def balanced_accuracy_score(y_true: Any, y_pred: Any) -> float:
    """Return the mean, over the true classes, of the share of each that was recognised.

    A constant prediction scores 1 / n_classes, however unequal the classes are.

    Parameters
    ----------
    y_true : array-like of labels, shape (n_samples,) or (n_samples, 1)
        The true labels.
    y_pred : array-like of labels, shape (n_samples,) or (n_samples, 1)
        The predicted labels.

    Returns
    -------
    float
        Between 0 and 1.

    Raises
    ------
    ValueError
        If there are no labels, some are missing, or shapes or lengths do not fit.

    Notes
    -----
    The mean of the recalls of the classes that are in `y_true`.

    Examples
    --------
    >>> balanced_accuracy_score([0, 0, 0, 1], [0, 0, 0, 0])
    0.5
    """
    y_true, y_pred = check_label_pair(y_true, y_pred)
    _, codes, counts = np.unique(y_true, return_inverse=True, return_counts=True)
    hits = np.bincount(codes, weights=y_true == y_pred)
    return float(np.mean(hits / counts))


def log_loss(y_true: Any, y_proba: Any, *, labels: Any = None) -> float:
    """Return the mean cross-entropy of true labels and predicted probabilities.

    Parameters
    ----------
    y_true : array-like of labels, shape (n_samples,) or (n_samples, 1)
        The true labels.
    y_proba : array-like of float, shape (n_samples, n_classes), (n_samples,) or (n_samples, 1)
        The predicted probability of each class, in the sorted order of the labels. A single
        value per sample is the probability of the second of two classes.
    labels : array-like of labels, shape (n_classes,), optional
        All classes. Needed if one of them does not occur in `y_true`.

    Returns
    -------
    float
        0 or more; log(2) = 0.6931 is the loss of answering one half.

    Raises
    ------
    ValueError
        If values are missing, shapes or lengths do not fit, a probability is outside [0, 1], a
        row does not add up to 1, or the number of columns is not the number of classes.

    Notes
    -----
    The mean over the samples of -log(p), where p is the probability given to the true class.
    As in scikit-learn, p is first clipped to [eps, 1 - eps] with the eps of its dtype, 2.2e-16
    for float64, so one sample costs at most 36.04. A loss computed from logits needs no such
    clip: see ``MLPClassifier.loss``.

    Examples
    --------
    >>> round(log_loss([0, 1], [0.25, 0.5]), 4)
    0.4904
    """
    y_true = check_labels(y_true, "y_true")
    classes = np.unique(y_true)
    if labels is not None:
        y_true, classes = _check_classes(y_true, labels)
        classes = np.sort(classes)
        if not np.isin(y_true, classes).all():
            raise ValueError(
                f"y_true holds labels that are not among {classes.tolist()[:10]}; wanted all "
                "classes in labels."
            )
    if len(classes) < 2:
        raise ValueError(
            f"y_true holds the single class {classes.tolist()}; pass all classes as labels."
        )
    proba, eps = _check_probabilities(y_proba)
    check_same_length(y_true=y_true, y_proba=proba)
    if proba.shape[1] != len(classes):
        raise ValueError(
            f"y_proba has {proba.shape[1]} columns, but there are {len(classes)} classes, "
            f"{classes.tolist()}; wanted one column for each. Are labels missing?"
        )
    p = proba[np.arange(len(proba)), np.searchsorted(classes, y_true)]
    return float(-np.mean(np.log(np.clip(p, eps, 1 - eps))))


def roc_curve(
    y_true: Any, y_score: Any, *, pos_label: Any = 1, drop_intermediate: bool = True
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return both error rates of a classifier for every threshold on its score.

    Parameters
    ----------
    y_true : array-like of labels, shape (n_samples,) or (n_samples, 1)
        The true labels, of two classes.
    y_score : array-like of float, shape (n_samples,) or (n_samples, 1)
        A score that is higher for samples that are rather positive: a probability or a logit.
    pos_label : label, default 1
        The class that counts as positive.
    drop_intermediate : bool, default True
        Whether to leave out points that lie on a straight line between their neighbours.

    Returns
    -------
    fpr : ndarray of float64, shape (n_thresholds,)
        The share of the negative samples whose score reaches the threshold.
    tpr : ndarray of float64, shape (n_thresholds,)
        The share of the positive samples whose score reaches the threshold.
    thresholds : ndarray of float64, shape (n_thresholds,)
        The thresholds, from infinity downwards.

    Raises
    ------
    ValueError
        If values are missing, shapes or lengths do not fit, or there are not two classes, of
        which one is `pos_label`.

    Examples
    --------
    >>> fpr, tpr, thresholds = roc_curve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    >>> fpr.tolist(), tpr.tolist(), thresholds.tolist()
    ([0.0, 0.0, 0.5, 0.5, 1.0], [0.0, 0.5, 0.5, 1.0, 1.0], [inf, 0.8, 0.4, 0.35, 0.1])
    """
    drop_intermediate = check_boolean(drop_intermediate, "drop_intermediate")
    y_true, y_score = check_labels(y_true, "y_true"), check_scores(y_score, "y_score")
    check_same_length(y_true=y_true, y_score=y_score)
    positive = _is_positive(y_true, pos_label)
    if positive.all() or not positive.any() or len(np.unique(y_true)) > 2:
        raise ValueError(
            f"y_true holds the classes {np.unique(y_true).tolist()[:5]}; wanted two, one of them "
            f"pos_label, which is {pos_label!r}."
        )
    order = np.argsort(-y_score, kind="stable")
    y_score, positive = y_score[order], positive[order]
    last_of_ties = np.append(np.flatnonzero(np.diff(y_score)), len(y_score) - 1)
    true_positives = np.cumsum(positive)[last_of_ties]
    false_positives = 1 + last_of_ties - true_positives
    thresholds = y_score[last_of_ties]
    if drop_intermediate and len(thresholds) > 2:
        bends = (np.diff(true_positives, 2) != 0) | (np.diff(false_positives, 2) != 0)
        keep = np.concatenate([[True], bends, [True]])
        true_positives, false_positives = true_positives[keep], false_positives[keep]
        thresholds = thresholds[keep]
    return (
        np.append(0.0, false_positives / false_positives[-1]),
        np.append(0.0, true_positives / true_positives[-1]),
        np.append(np.inf, thresholds),
    )


def roc_auc_score(y_true: Any, y_score: Any) -> float:
    """Return the area under the ROC curve.

    It is the probability that a random positive sample has a higher score than a random
    negative one, ties counted as one half.

    Parameters
    ----------
    y_true : array-like of labels, shape (n_samples,) or (n_samples, 1)
        The true labels, of two classes. The greater one counts as positive.
    y_score : array-like of float, shape (n_samples,) or (n_samples, 1)
        A score that is higher for samples that are rather positive: a probability or a logit.

    Returns
    -------
    float
        Between 0 and 1; 0.5 for a score that knows nothing.

    Raises
    ------
    ValueError
        If values are missing, shapes or lengths do not fit, or there are not two classes.

    Examples
    --------
    >>> roc_auc_score([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    0.75
    """
    greatest = np.unique(check_labels(y_true, "y_true")).tolist()[-1]
    fpr, tpr, _ = roc_curve(y_true, y_score, pos_label=greatest)
    return float(np.trapezoid(tpr, fpr))


def _check_classes(y_true: np.ndarray, labels: Any) -> tuple[np.ndarray, np.ndarray]:
    labels = check_labels(labels, "labels")
    if len(np.unique(labels)) != len(labels):
        raise ValueError(f"labels is {labels.tolist()}; wanted each label once.")
    if (labels.dtype.kind == "U") != (y_true.dtype.kind == "U"):
        raise ValueError(
            f"labels has dtype {labels.dtype} and y_true has dtype {y_true.dtype}; "
            "wanted strings in both or numbers in both."
        )
    return y_true, labels


def _positions(y: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """Return the place in `labels` of each element of y; all of them must be there."""
    order = np.argsort(labels)
    return order[np.searchsorted(labels, y, sorter=order)]


def _is_positive(y: np.ndarray, pos_label: Any) -> np.ndarray:
    if not isinstance(pos_label, str | numbers.Number | np.bool_):
        raise ValueError(
            f"pos_label is {kind_of(pos_label)}; wanted one label: a number, a boolean "
            "or a string."
        )
    if (y.dtype.kind == "U") != isinstance(pos_label, str):
        raise ValueError(
            f"pos_label is {pos_label!r}, but the labels have dtype {y.dtype}; "
            "wanted one of the labels."
        )
    return y == pos_label


def _count_positives(y_true: Any, y_pred: Any, pos_label: Any) -> tuple[int, int, int]:
    """Return the numbers of true positives, false positives and false negatives."""
    y_true, y_pred = check_label_pair(y_true, y_pred)
    classes = np.union1d(y_true, y_pred)
    true, predicted = _is_positive(y_true, pos_label), _is_positive(y_pred, pos_label)
    if len(classes) > 2 or (len(classes) == 2 and not (true | predicted).any()):
        raise ValueError(
            f"The labels are {classes.tolist()[:5]}; wanted two classes, one of them pos_label, "
            f"which is {pos_label!r}. For one class against the rest, pass y == that class."
        )
    return (
        int(np.count_nonzero(true & predicted)),
        int(np.count_nonzero(~true & predicted)),
        int(np.count_nonzero(true & ~predicted)),
    )


def _divide(numerator: int, denominator: int, zero_division: float) -> float:
    if not isinstance(zero_division, numbers.Real):
        raise ValueError(f"zero_division is {zero_division!r}; wanted a number, such as 0.0.")
    return numerator / denominator if denominator else float(zero_division)


def _check_probabilities(y_proba: Any) -> tuple[np.ndarray, float]:
    """Return probabilities with one column for each class, and the eps to clip them with."""
    proba = np.asarray(y_proba)
    eps = float(np.finfo(proba.dtype if proba.dtype.kind == "f" else np.float64).eps)
    proba = check_inputs(proba.reshape(-1, 1) if proba.ndim == 1 else proba, "y_proba")
    if proba.min() < 0 or proba.max() > 1:
        raise ValueError(
            f"y_proba goes from {proba.min():.4g} to {proba.max():.4g}; wanted probabilities, "
            "from 0 to 1. Are these logits?"
        )
    if proba.shape[1] == 1:
        proba = np.hstack([1 - proba, proba])
    total = proba.sum(axis=1)
    if not np.allclose(total, 1, rtol=np.sqrt(eps), atol=0):
        raise ValueError(
            f"The rows of y_proba add up to {total.min():.4g} to {total.max():.4g}; wanted 1."
        )
    return proba, eps
