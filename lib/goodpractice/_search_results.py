"""The table of a hyperparameter search: what came out of every trial."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ._trials import Outcome, Settings, Trial, used_seed
from ._validation import check_integer

__all__ = ["SearchResults"]


class SearchResults(dict):
    """The table of a search: a dict of arrays, each with one element for every trial.

    ``results["score"]`` is an array like any other, in the order of the trials, so that NumPy
    sorts, filters and averages it. ``print(results)`` shows the table with the best trial first.

    The columns are

    - ``trial``, int: the number of the trial, from 0.
    - ``params``, dict: its hyperparameters. And ``param_<name>`` for each of them: an array of
      numbers or strings where all values are, else of objects; None in a trial that has none.
    - ``score``, float: what the search selects by. NaN if the trial failed or diverged. With
      folds it is the mean; there is also ``score_std``, float, the standard deviation, and
      ``fold_scores``, float, shape (n_trials, n_folds).
    - ``rank``, int: 1 is the best. Equal scores share the best rank among them.
    - ``epochs``, int: how many epochs it was trained, in all folds together. 0 if it failed, or
      if the model does not tell.
    - ``best_epoch``, int: the epoch whose weights were scored; with folds the median. It is less
      than ``epochs`` if early stopping has restored weights.
    - ``seconds``, float: how long training and scoring took. Of trials that were trained
      together each has an equal share.
    - ``n_together``, int: how many trials were trained in one stack (see `fit_many`). 1 if the
      trial was trained alone, 0 if its model could not be made.
    - ``seed``, int, or None where there is none: the model's `random_state`. It makes a trial
      again.
    - ``error``, str: the type and the text of the error with which the trial failed, else "".

    Examples
    --------
    >>> results = SearchResults(trial=np.array([0, 1]), param_alpha=np.array([0.0, 0.1]),
    ...                         score=np.array([0.8, 0.9]), rank=np.array([2, 1]))
    >>> results["param_alpha"][results["score"].argmax()]
    np.float64(0.1)
    >>> print(results)
    rank  trial  score  alpha
       1      1    0.9    0.1
       2      0    0.8      0
    """

    def rows(self) -> list[dict[str, Any]]:
        """Return the table row by row.

        Returns
        -------
        list of dict of str to object
            One for each trial, the best first; trials that failed come last.
        """
        order = np.argsort(self["rank"], kind="stable")
        return [{name: column[i] for name, column in self.items()} for i in order]

    def to_string(self, n_rows: int | None = None) -> str:
        """Return the table as text, the best trials first.

        Parameters
        ----------
        n_rows : int, optional
            How many trials to show. All by default.

        Returns
        -------
        str
            Aligned columns. The column of errors is there if there is one.

        Raises
        ------
        ValueError
            If the number is no such integer.
        """
        check_integer(n_rows, "n_rows", minimum=1, none_ok=True)
        params = [name for name in self if name.startswith("param_")]
        names = ["rank", "trial", "score", "score_std", *params]
        names += ["epochs", "best_epoch", "seconds", "n_together"]
        names = [name for name in names if name in self]
        rows = [[name.removeprefix("param_") for name in names]]
        rows += [[_format(row[name]) for name in names] for row in self.rows()[:n_rows]]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        lines = ["  ".join(map(str.rjust, row, widths)) for row in rows]
        if any(self.get("error", ())):
            errors = ["error", *(" ".join(row["error"].split()) for row in self.rows()[:n_rows])]
            lines = [f"{a}  {b}".rstrip() for a, b in zip(lines, errors, strict=True)]
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.to_string()

    __repr__ = __str__


def _format(value: Any) -> str:
    if isinstance(value, float | np.floating):
        return f"{value:.4g}"
    return " ".join(str(value).split())[:40]


def make_results(
    trials: list[Trial], folds: list[list[Outcome]], settings: Settings, *, has_folds: bool
) -> SearchResults:
    """Put together the outcomes of all trials, a list for each pair of sets."""
    columns = list(zip(*folds, strict=True))  # for each trial its outcomes
    scores = np.array([[o.score for o in own] for own in columns])
    results = SearchResults(
        trial=np.arange(len(trials)), params=_objects([trial.params for trial in trials])
    )
    for name in sorted({name for trial in trials for name in trial.params}):
        results[f"param_{name}"] = _column([trial.params.get(name) for trial in trials])
    with np.errstate(invalid="ignore"):  # scores may be infinite
        mean, std = scores.mean(axis=1), scores.std(axis=1)
    results["score"] = mean
    if has_folds:
        results["score_std"] = std
        results["fold_scores"] = scores
    results["rank"] = _rank(results["score"], settings.greater_is_better)
    results["epochs"] = np.array([sum(o.epochs for o in own) for own in columns])
    medians = [np.median([o.best_epoch for o in own]) for own in columns]
    results["best_epoch"] = np.array(medians).round().astype(np.int64)
    results["seconds"] = np.array([sum(o.seconds for o in own) for own in columns])
    results["n_together"] = np.array([min(o.n_together for o in own) for own in columns])
    results["seed"] = _column([used_seed(trial.model) for trial in trials])
    errors = [next((o.error for o in own if o.error), "") for own in columns]
    results["error"] = _objects(errors)
    return results


def _objects(values: Sequence[Any]) -> np.ndarray:
    array = np.empty(len(values), dtype=object)
    for i, value in enumerate(values):  # at once, NumPy would look into tuples
        array[i] = value
    return array


def _column(values: Sequence[Any]) -> np.ndarray:
    """Return an array of numbers or strings if all values are of one such type."""
    kinds = {type(value) for value in values}
    if kinds <= {int, float} or kinds in ({bool}, {str}):
        array = np.array(values)
        if array.dtype.kind in ("iu" if kinds == {int} else "bfU"):
            return array
    return _objects(values)  # also for integers that NumPy has no type for


def _rank(scores: np.ndarray, greater_is_better: bool) -> np.ndarray:
    """Return 1 for the best score; equal scores share a rank, and NaN comes last."""
    costs = -scores if greater_is_better else scores
    return 1 + np.searchsorted(np.sort(costs), costs)
