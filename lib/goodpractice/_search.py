"""Hyperparameter search: many trials, scored on samples that none of them was trained with.

Here stands what a user sees: the arguments and the choice of the best. `_trials` makes, trains
and scores the trials, `_search_results` is the table of what came out.
"""

from __future__ import annotations

import importlib
import inspect
import numbers
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NoReturn, Self

import numpy as np

from ._search_results import SearchResults, make_results
from ._trials import (
    METRICS,
    HeldOut,
    Outcome,
    Seeder,
    Settings,
    Trial,
    best_index,
    fit_options,
    is_factory,
    last_step,
    make_chunks,
    make_trial,
    run_chunk,
)
from ._validation import (
    RandomState,
    _short,
    check_boolean,
    check_inputs,
    check_integer,
    check_labels,
    check_random_state,
    check_same_length,
    kind_of,
)
from .callbacks import Callback, EarlyStopping
from .model_selection import ParameterGrid, ParameterSampler, StratifiedKFold

__all__ = ["GridSearch", "RandomizedSearch", "SearchResults"]


# --- What both searches share ------------------------------------------------------------------


class _Search:
    """The arguments, the choice of the best, and the run; a subclass lists the trials."""

    _space: ParameterGrid | ParameterSampler

    def __init__(
        self,
        estimator: Any,
        *,
        scoring: str | Callable[[Any, Any, Any], float],
        greater_is_better: bool | None,
        early_stopping: EarlyStopping | None,
        callbacks: Callable[[int], Iterable[Callback]] | None,
        evaluate_every: int | None,
        refit: bool | None,
        n_jobs: int | None,
        progress: bool,
        random_state: RandomState,
    ) -> None:
        self.estimator = _check_estimator(estimator)
        self.scoring, self.greater_is_better = _check_scoring(scoring, greater_is_better)
        self.early_stopping = _check_early_stopping(early_stopping)
        self.callbacks = _check_callbacks(callbacks)
        check_integer(evaluate_every, "evaluate_every", minimum=1, none_ok=True)
        if evaluate_every is None and not (early_stopping is None and callbacks is None):
            evaluate_every = 1
        self.evaluate_every = evaluate_every
        self.refit = None if refit is None else check_boolean(refit, "refit")
        self.n_jobs = _check_n_jobs(n_jobs)
        self.progress = check_boolean(progress, "progress")
        check_random_state(random_state)
        self.random_state = random_state

    def fit(
        self,
        X_train: Any,
        y_train: Any,
        *more: Any,
        validation_data: tuple[Any, Any] | None = None,
        cv: Any = None,
        **unknown: Any,
    ) -> Self:
        """Run all trials and choose the best.

        Exactly one of `validation_data` and `cv` is given. There is no argument for a test set:
        whatever a search sees, it selects by. More arguments are refused.

        Parameters
        ----------
        X_train : array-like of float, shape (n_samples, n_features)
            The inputs to train with; with `cv`, all inputs that are not for the test.
        y_train : array-like of labels, shape (n_samples,) or (n_samples, 1)
            Their labels.
        *more : object
            Refused, whatever it is.
        validation_data : tuple of array-like (X_valid, y_valid)
            The validation set. Every trial is trained with the training set and scored with
            this one.
        cv : int or object with a method split
            The folds: a `KFold`, a `StratifiedKFold`, or scikit-learn's like, whose
            ``split(X, y)`` yields indices to train with and indices held out. An int stands for
            ``StratifiedKFold(cv)``. Every trial is trained once for each fold, and its score is
            the mean of those on the held-out samples.
        **unknown : object
            Refused, whatever it is.

        Returns
        -------
        GridSearch or RandomizedSearch
            The search itself.

        Raises
        ------
        TypeError
            If there is a third set, or another unknown argument.
        ValueError
            If the data have wrong shapes, are empty or hold NaN, both or none of
            `validation_data` and `cv` are given, a hyperparameter does not exist, or no trial
            has a score; then `results_` has all errors.
        ImportError
            If joblib or tqdm is wanted and not installed.
        """
        _refuse_more(more, unknown)
        X, y = _check_pair((X_train, y_train), "X_train", "y_train")
        splits = _check_splits(X, y, validation_data, cv)
        root, candidates = self._draw()
        self._check_names(candidates)
        has_folds = validation_data is None
        settings = self._settings(keep_best=not has_folds and not self.refit)
        seeder = self._seeder(root)
        trials = [
            make_trial(self.estimator, number, params, seeder)
            for number, params in enumerate(candidates)
        ]
        self._forget()
        folds, best_model = self._run(trials, splits, settings)
        self.results_ = make_results(trials, folds, settings, has_folds=has_folds)
        self._choose()
        if self.refit if self.refit is not None else has_folds:
            if not has_folds:
                X, y = _join(splits[0])
            best_model = self._fit_again(X, y, settings, seeder)
        if best_model is not None:
            self.best_estimator_ = best_model
        return self

    def _draw(self) -> tuple[int, list[dict[str, Any]]]:
        """Return the seed of all trials and the hyperparameters of each."""
        return self._root(), list(self._space)

    def _root(self) -> int:
        """Return the number that the seeds of all trials come from."""
        if isinstance(self.random_state, np.random.Generator):
            return int(self.random_state.integers(2**63))
        if self.random_state is None:
            return int(np.random.SeedSequence().entropy)
        return int(self.random_state)

    def _seeder(self, root: int) -> Seeder:
        return Seeder(root, replaces=self.random_state is not None)

    def _settings(self, *, keep_best: bool) -> Settings:
        return Settings(
            self.scoring.removeprefix("val_") if isinstance(self.scoring, str) else self.scoring,
            self.greater_is_better,
            self.early_stopping,
            self.callbacks,
            self.evaluate_every,
            keep_best,
        )

    def _check_names(self, candidates: list[dict[str, Any]]) -> None:
        """Refuse a hyperparameter that does not exist: all trials would fail."""
        names = {name for params in candidates for name in params}
        if not is_factory(self.estimator):
            known = self.estimator.get_params()
            unknown = sorted(names - known.keys())
            if unknown:
                raise ValueError(
                    f"{type(self.estimator).__name__} has no hyperparameter {unknown[0]!r}; "
                    f"wanted one of {', '.join(known)}."
                )
        alphas = {str(params[name]) for params in candidates for name in params if _is_alpha(name)}
        if self.scoring in ("loss", "val_loss") and len(alphas) > 1:
            warnings.warn(
                "The loss holds the L2 penalty, so it does not compare trials of different alpha "
                "fairly: small ones are favoured. scoring='val_log_loss' leaves the penalty out.",
                UserWarning,
                stacklevel=3,
            )

    def _forget(self) -> None:
        """Remove what an earlier `fit` has found."""
        names = ("results_", "best_index_", "best_params_", "best_score_", "best_estimator_")
        for name in names:
            self.__dict__.pop(name, None)

    def _run(
        self, trials: list[Trial], splits: list[HeldOut], settings: Settings
    ) -> tuple[list[list[Outcome]], Any]:
        """Return the outcomes for each pair of sets in the order of the trials, and the best."""
        able = [trial for trial in trials if not trial.error]
        tasks = [
            (fold, chunk, data)
            for fold, data in enumerate(splits)
            for chunk in make_chunks(able, len(data.X), settings)
        ]
        folds = [[Outcome(t.number, error=t.error) for t in trials] for _ in splits]
        best: tuple[Outcome, Any] | None = None
        n_fits = len(able) * len(splits)
        for fold, outcomes, model in self._progress(self._map(tasks, settings), n_fits):
            for outcome in outcomes:
                folds[fold][outcome.number] = outcome
            if model is not None:
                scores = [o.score for o in outcomes]
                champion = outcomes[best_index(scores, self.greater_is_better)]
                if best is None or self._is_better(champion, best[0]):
                    best = champion, model
        return folds, best[1] if best else None

    def _is_better(self, one: Outcome, other: Outcome) -> bool:
        """Compare scores; of equal ones the earlier trial is better, whichever ended first."""
        if one.score == other.score:
            return one.number < other.number
        return (one.score > other.score) == self.greater_is_better

    def _map(
        self, tasks: list[tuple[int, list[Trial], HeldOut]], settings: Settings
    ) -> Iterator[tuple[int, list[Outcome], Any]]:
        """Run the tasks here or through joblib, and yield what they give in any order."""
        if self.n_jobs == 1:
            return (_run_task(*task, settings) for task in tasks)
        joblib = _import("joblib", f"n_jobs is {self.n_jobs}, for which")
        # A chunk is a batch of trials already: larger ones would leave processes without work.
        parallel = joblib.Parallel(self.n_jobs, return_as="generator_unordered", batch_size=1)
        return parallel(joblib.delayed(_run_task)(*task, settings) for task in tasks)

    def _progress(
        self, steps: Iterator[tuple[int, list[Outcome], Any]], n_fits: int
    ) -> Iterator[tuple[int, list[Outcome], Any]]:
        """Move a bar on by as many as were trained, if one is wanted."""
        if not self.progress:
            yield from steps
            return
        tqdm = _import("tqdm", "progress is True, for which")
        with tqdm.tqdm(total=n_fits, unit="trial") as bar:
            for step in steps:
                bar.update(len(step[1]))
                yield step

    def _choose(self) -> None:
        """Set what tells of the best trial."""
        results = self.results_
        best = best_index(results["score"], self.greater_is_better)
        if best is None:
            errors = [error for error in results["error"] if error]
            first = f" The first error is {errors[0]}." if errors else ""
            raise ValueError(
                f"No trial has a score: of {len(results['trial'])} trials {len(errors)} failed, "
                f"the others diverged or scored NaN.{first} See results_."
            )
        self.best_index_ = best
        self.best_params_ = dict(results["params"][best])
        self.best_score_ = float(results["score"][best])

    def _fit_again(self, X: Any, y: Any, settings: Settings, seeder: Seeder) -> Any:
        """Train a model with the best hyperparameters and all samples."""
        trial = make_trial(self.estimator, self.best_index_, self.best_params_, seeder)
        net = last_step(trial.model)
        if self.early_stopping is not None and hasattr(net, "max_epochs"):
            net.max_epochs = int(self.results_["best_epoch"][self.best_index_])
        return trial.model.fit(X, y, **fit_options(trial.model, None, settings))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._space!r}, scoring={self.scoring!r})"


def _run_task(
    fold: int, trials: list[Trial], data: HeldOut, settings: Settings
) -> tuple[int, list[Outcome], Any]:
    return fold, *run_chunk(trials, data, settings)


def _import(name: str, why: str) -> Any:
    """Import a package that goodpractice does without, or say how to install it."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ImportError(
            f"{why} {name} is needed: python -m pip install {name}", name=name
        ) from error


# --- The two searches --------------------------------------------------------------------------


class GridSearch(_Search):
    """Try all combinations of the values of some hyperparameters and choose the best.

    Parameters
    ----------
    estimator : model, or callable
        The model whose hyperparameters are searched, such as an `MLPClassifier` or a pipeline;
        it stays as it is, each trial trains a copy. Or a function or a class that makes an
        unfitted model: it gets the hyperparameters by name.
    param_grid : dict of str to sequence, or sequence of such dicts
        The values of each hyperparameter, as `ParameterGrid` takes them. In a pipeline a name is
        that of the step, two underscores and the hyperparameter: ``mlpclassifier__alpha``.
    scoring : str or callable, default "val_accuracy"
        What to select by: "accuracy", "balanced_accuracy", "f1", "precision", "recall",
        "roc_auc", "log_loss" or "loss", with or without "val_" in front; or a function
        ``scoring(model, X, y)`` that returns a number. See Notes.
    greater_is_better : bool, optional
        Whether a greater score is better; only with a function, True by default. Of a metric it
        is known: all but the two losses.
    early_stopping : EarlyStopping, optional
        Every trial is trained with a copy of it. The validation set or the held-out fold is what
        it watches.
    callbacks : callable, optional
        A function that is called with the number of a trial and returns new callbacks for it,
        for example ``lambda trial: [ModelCheckpoint(f"trial_{trial}")]``; with folds, once for
        each. Trials are then trained one by one.
    evaluate_every : int, optional
        Metrics are recorded in the history of each model after every so many epochs. By default
        1 if there is early stopping or there are callbacks; else never, which is faster.
    refit : bool, optional
        Whether to train a model with the best hyperparameters and all samples, those held out
        included. By default only with folds, where no model of a trial has seen them all.
    n_jobs : int or None, default 1
        How many processes to use: -1 for as many as there are cores. None leaves it to
        ``joblib.parallel_config``. Other values than 1 need joblib.
    progress : bool, default False
        Whether to show a progress bar; it needs tqdm.
    random_state : int, numpy.random.Generator or None
        Where the seed of each trial comes from. None: a model with an integer as
        `random_state` keeps it for all trials, another one gets a new seed in each.

    Attributes
    ----------
    best_params_ : dict of str to object
        The hyperparameters of the best trial.
    best_score_ : float
        Its score; with folds their mean.
    best_index_ : int
        Its number.
    best_estimator_ : model
        The fitted model of the best trial, just as it was scored; with `refit`, the one that was
        trained again. It is missing with folds and ``refit=False``.
    results_ : SearchResults
        All trials: a dict of arrays, which prints as a table with the best first. It is there
        even if all trials failed.

    Raises
    ------
    ValueError
        If an argument is wrong.

    Notes
    -----
    The rule for scores: a score is measured on samples that the trial was not trained with, by
    the weights that the trial ends with. If early stopping has restored the best weights, these
    are scored. It is the number itself, never negated: a loss of 0.3 is 0.3, and the lowest
    wins. NaN never wins, and a network whose weights are no longer finite scores NaN. Of equal
    scores the first trial wins. "loss" is that of the history, so it holds the L2 penalty;
    "log_loss" leaves it out.

    The best of many scores is too good to be true: the trial was chosen for it. What the model
    is worth shows the test set, which the search has not seen.

    The test set cannot be passed in.

    A trial that raises an error is recorded with it, and the search goes on.

    The seed of trial i is the first word of ``SeedSequence(random_state, spawn_key=(i,))``. It
    goes to every argument called `random_state`, unless that is searched itself: with
    ``"random_state": [0, 1, 2]`` in the grid, each combination is tried with three seeds; with
    ``[0]`` all trials have the same.

    Trials of `MLPClassifier`, alone or at the end of a pipeline, whose networks have the same
    number of layers, activation, optimizer, batch size and number of epochs are trained together
    by `fit_many`, up to 8 at once if they are small; ``results_["n_together"]`` says how many
    they were. That is several times faster, and the results differ from those of trials trained
    alone by rounding only: 9 digits of the weights agree after 20 epochs, fewer later. Which ones
    are together does not depend on `n_jobs`, so neither do the results, except for `seconds`.

    With `n_jobs`, joblib's active backend does the work. On a Dask cluster::

        client = dask.distributed.Client("scheduler:8786")
        with joblib.parallel_config("dask"):
            GridSearch(model, grid, n_jobs=-1).fit(...)

    goodpractice must be installed on its machines, all data are sent there, and a process that
    dies takes the search with it: only errors are recorded.

    With `refit` after early stopping, the model is trained for the `best_epoch` of the best
    trial: nothing is held out by which it could be stopped.

    Examples
    --------
    >>> from goodpractice.datasets import make_ellipse
    >>> from goodpractice.model_selection import train_valid_test_split
    >>> from goodpractice.neural_network import MLPClassifier
    >>> X, y = make_ellipse(600, random_state=0)
    >>> sets = train_valid_test_split(X, y, random_state=0)
    >>> X_train, X_valid, X_test, y_train, y_valid, y_test = sets
    >>> grid = {"hidden_layer_sizes": [(), (8,)], "learning_rate": [0.001, 0.05]}
    >>> search = GridSearch(MLPClassifier(max_epochs=50, random_state=0), grid)
    >>> _ = search.fit(X_train, y_train, validation_data=(X_valid, y_valid))
    >>> search.best_params_
    {'hidden_layer_sizes': (8,), 'learning_rate': 0.05}
    >>> search.best_estimator_.score(X_valid, y_valid) == search.best_score_
    True
    >>> search.results_["param_learning_rate"]
    array([0.001, 0.05 , 0.001, 0.05 ])
    """

    def __init__(
        self,
        estimator: Any,
        param_grid: Mapping[str, Any] | Sequence[Mapping[str, Any]],
        *,
        scoring: str | Callable[[Any, Any, Any], float] = "val_accuracy",
        greater_is_better: bool | None = None,
        early_stopping: EarlyStopping | None = None,
        callbacks: Callable[[int], Iterable[Callback]] | None = None,
        evaluate_every: int | None = None,
        refit: bool | None = None,
        n_jobs: int | None = 1,
        progress: bool = False,
        random_state: RandomState = None,
    ) -> None:
        super().__init__(
            estimator,
            scoring=scoring,
            greater_is_better=greater_is_better,
            early_stopping=early_stopping,
            callbacks=callbacks,
            evaluate_every=evaluate_every,
            refit=refit,
            n_jobs=n_jobs,
            progress=progress,
            random_state=random_state,
        )
        self.param_grid = param_grid
        self._space = ParameterGrid(param_grid)


class RandomizedSearch(_Search):
    """Try combinations of hyperparameters drawn by chance and choose the best.

    Parameters
    ----------
    estimator : model, or callable
        As in `GridSearch`.
    param_distributions : dict of str to sequence or distribution, or sequence of such dicts
        What each hyperparameter is drawn from, as `ParameterSampler` takes it: a list, or a
        distribution such as `loguniform`.
    n_trials : int
        How many combinations to try.
    scoring, greater_is_better, early_stopping, callbacks, evaluate_every, refit : as there
        As in `GridSearch`.
    n_jobs, progress : int or None, bool
        As in `GridSearch`.
    random_state : int, numpy.random.Generator or None
        Where the combinations come from, and the seed of each trial. An int draws the
        combinations of ``ParameterSampler(param_distributions, n_trials,
        random_state=random_state)``, and gives the same results at every `fit`.

    Attributes
    ----------
    best_params_, best_score_, best_index_, best_estimator_, results_
        As in `GridSearch`.

    Raises
    ------
    ValueError
        If an argument is wrong.

    Notes
    -----
    If only a few of the hyperparameters matter, and nobody knows which, chance does better than
    a grid [1]_: nine points of a grid of two hyperparameters try three values of each, nine
    random points try nine of each. If any setting among the best 5 % is good enough, 59 random
    trials contain one with a probability of 95 %: 1 - 0.95**59 = 0.95.

    All else is as in `GridSearch`, see its notes.

    References
    ----------
    .. [1] J. Bergstra and Y. Bengio, "Random search for hyper-parameter optimization", Journal
       of Machine Learning Research 13, 2012.

    Examples
    --------
    >>> from goodpractice.callbacks import EarlyStopping
    >>> from goodpractice.datasets import make_ellipse
    >>> from goodpractice.model_selection import loguniform
    >>> from goodpractice.neural_network import MLPClassifier
    >>> from goodpractice.preprocessing import StandardScaler, make_pipeline
    >>> X, y = make_ellipse(600, random_state=0)
    >>> model = make_pipeline(StandardScaler(), MLPClassifier(max_epochs=200))
    >>> space = {
    ...     "mlpclassifier__hidden_layer_sizes": range(1, 21),
    ...     "mlpclassifier__learning_rate": loguniform(1e-4, 0.1),
    ... }
    >>> search = RandomizedSearch(
    ...     model, space, n_trials=8, early_stopping=EarlyStopping(), random_state=0
    ... )
    >>> _ = search.fit(X[:500], y[:500], validation_data=(X[500:], y[500:]))
    >>> len(search.results_["score"]), search.best_score_ > 0.9
    (8, True)
    >>> bool((search.results_["best_epoch"] <= search.results_["epochs"]).all())
    True
    """

    def __init__(
        self,
        estimator: Any,
        param_distributions: Mapping[str, Any] | Sequence[Mapping[str, Any]],
        *,
        n_trials: int,
        scoring: str | Callable[[Any, Any, Any], float] = "val_accuracy",
        greater_is_better: bool | None = None,
        early_stopping: EarlyStopping | None = None,
        callbacks: Callable[[int], Iterable[Callback]] | None = None,
        evaluate_every: int | None = None,
        refit: bool | None = None,
        n_jobs: int | None = 1,
        progress: bool = False,
        random_state: RandomState = None,
    ) -> None:
        super().__init__(
            estimator,
            scoring=scoring,
            greater_is_better=greater_is_better,
            early_stopping=early_stopping,
            callbacks=callbacks,
            evaluate_every=evaluate_every,
            refit=refit,
            n_jobs=n_jobs,
            progress=progress,
            random_state=random_state,
        )
        self.param_distributions = param_distributions
        self.n_trials = check_integer(n_trials, "n_trials", minimum=1)
        try:
            self._space = ParameterSampler(
                param_distributions, self.n_trials, random_state=random_state
            )
        except ValueError as error:  # it calls that number by scikit-learn's name
            raise ValueError(str(error).replace("n_iter", "n_trials")) from None


# --- Arguments ---------------------------------------------------------------------------------


def _check_estimator(estimator: Any) -> Any:
    if is_factory(estimator):
        if not callable(estimator):
            raise ValueError(
                f"estimator is {_short(estimator)}; wanted a model with fit, predict and "
                "get_params, or a function that makes one."
            )
    elif not all(callable(getattr(estimator, name, None)) for name in ("fit", "predict")):
        raise ValueError(
            f"estimator is {kind_of(estimator)}; wanted a model with fit and predict."
        )
    return estimator


def _check_scoring(scoring: Any, greater_is_better: Any) -> tuple[Any, bool]:
    if greater_is_better is not None:
        greater_is_better = check_boolean(greater_is_better, "greater_is_better")
    if callable(scoring):
        if next(iter(_parameters(scoring)), None) == "y_true":
            raise ValueError(
                "scoring is a metric of y_true and y_pred; wanted its name, one of "
                f"{', '.join(METRICS)}, or a function of model, X and y: "
                "lambda model, X, y: metric(y, model.predict(X))."
            )
        return scoring, greater_is_better is None or greater_is_better
    if not isinstance(scoring, str) or scoring.removeprefix("val_") not in METRICS:
        raise ValueError(
            f"scoring is {_short(scoring)}; wanted a function of model, X and y, or one of "
            f"{', '.join(METRICS)}, with or without 'val_' in front."
        )
    if greater_is_better is not None:
        raise ValueError(
            f"greater_is_better is given, but that is known of {scoring!r}; wanted it only with "
            "a function."
        )
    return scoring, METRICS[scoring.removeprefix("val_")][1]


def _parameters(function: Callable[..., Any]) -> Iterable[str]:
    try:
        return inspect.signature(function).parameters
    except ValueError:  # some functions written in C do not tell
        return ()


def _check_early_stopping(early_stopping: Any) -> EarlyStopping | None:
    if early_stopping is not None and not isinstance(early_stopping, EarlyStopping):
        raise ValueError(
            f"early_stopping is {_short(early_stopping)}; wanted an EarlyStopping object, such "
            "as EarlyStopping(patience=20), or None."
        )
    return early_stopping


def _check_callbacks(callbacks: Any) -> Any:
    if callbacks is not None and not callable(callbacks):
        raise ValueError(
            f"callbacks is {_short(callbacks)}, which all trials would share; wanted a function "
            "that makes new ones for a trial, such as lambda trial: [MyCallback()]."
        )
    return callbacks


def _check_n_jobs(n_jobs: Any) -> int | None:
    if n_jobs is None:
        return None
    is_integer = isinstance(n_jobs, numbers.Integral) and not isinstance(n_jobs, bool)
    if not is_integer or n_jobs == 0:
        raise ValueError(
            f"n_jobs is {_short(n_jobs)}; wanted a number of processes, -1 for all cores, or None."
        )
    return int(n_jobs)


_NO_TEST_SET = (
    "A search has no place for a test set: whatever it sees, it selects by, and then the score on "
    "it tells nothing new. Test best_estimator_ once, when all is chosen."
)


def _refuse_more(more: tuple[Any, ...], unknown: dict[str, Any]) -> None:
    if more:
        raise TypeError(
            f"fit got {2 + len(more)} arguments without a name; wanted X_train and y_train, then "
            f"validation_data=(X_valid, y_valid) or cv=. {_NO_TEST_SET}"
        )
    if unknown:
        name = next(iter(unknown))
        hint = f" {_NO_TEST_SET}" if "test" in name.lower() else ""
        raise TypeError(f"fit has no argument {name!r}; wanted validation_data or cv.{hint}")


def _check_splits(X: np.ndarray, y: np.ndarray, validation_data: Any, cv: Any) -> list[HeldOut]:
    """Return the one pair of sets that trials are trained and scored with, or one for each fold."""
    if (validation_data is None) == (cv is None):
        came = "Neither is given" if cv is None else "Both are given"
        raise ValueError(
            f"{came}: validation_data, (X_valid, y_valid), and cv, a number of folds or folds; "
            "wanted exactly one of them."
        )
    if cv is not None:
        return [
            HeldOut(X[train], y[train], X[held], y[held])
            for train, held in _check_folds(cv).split(X, y)
        ]
    if not isinstance(validation_data, tuple | list):
        _refuse_validation_data(f"is {_short(validation_data)}")
    if len(validation_data) != 2:
        _refuse_validation_data(f"has {len(validation_data)} parts", f" {_NO_TEST_SET}")
    names = ("validation_data's X", "validation_data's y")
    X_valid, y_valid = _check_pair(validation_data, *names, n_features=X.shape[1])
    unknown = y_valid[~np.isin(y_valid, y)]
    if len(unknown):
        raise ValueError(
            f"validation_data's y holds the label {unknown[0].item()!r}; wanted only labels that "
            "y_train has."
        )
    return [HeldOut(X, y, X_valid, y_valid)]


def _refuse_validation_data(came: str, hint: str = "") -> NoReturn:
    raise ValueError(f"validation_data {came}; wanted a pair, (X_valid, y_valid).{hint}")


def _check_pair(
    pair: Any, X_name: str, y_name: str, *, n_features: int | None = None
) -> tuple[np.ndarray, np.ndarray]:
    X = check_inputs(pair[0], X_name, n_features=n_features)
    y = check_labels(pair[1], y_name)
    check_same_length(**{X_name: X, y_name: y})
    return X, y


def _check_folds(cv: Any) -> Any:
    if isinstance(cv, numbers.Integral) and not isinstance(cv, bool):
        return StratifiedKFold(check_integer(cv, "cv", minimum=2))
    if isinstance(cv, type) or not callable(getattr(cv, "split", None)) or isinstance(cv, str):
        raise ValueError(
            f"cv is {_short(cv)}; wanted a number of folds, or folds such as KFold(5)."
        )
    return cv


def _is_alpha(name: str) -> bool:
    return name.split("__")[-1] == "alpha"


def _join(data: HeldOut) -> tuple[np.ndarray, np.ndarray]:
    """Return the training and the validation set as one."""
    return np.concatenate([data.X, data.X_held]), np.concatenate([data.y, data.y_held])
