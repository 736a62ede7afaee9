"""How the trials of a search are made, put together into stacks, trained and scored.

A trial is one setting of the hyperparameters. Trials whose networks can be trained at once, by
`fit_many`, form a chunk. Which ones do depends on the trials alone, never on the number of
processes, so that a search computes the same on one core, on many, and on a cluster.
"""

from __future__ import annotations

import copy
import inspect
import math
import numbers
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from ._population import _group_size
from ._validation import kind_of
from .callbacks import Callback, EarlyStopping
from .metrics import (
    accuracy_score,
    balanced_accuracy_score,
    f1_score,
    log_loss,
    precision_score,
    recall_score,
    roc_auc_score,
)
from .neural_network import MLPClassifier, fit_many
from .preprocessing import Pipeline

# A stack of more networks than this gains little, and many chunks keep many cores busy. With
# fewer than that, a stack is not faster than one network after another.
_LARGEST_STACK = 8
_SMALLEST_STACK = 4


# --- Scores ------------------------------------------------------------------------------------


def _by_labels(metric: Callable[[Any, Any], float]) -> Callable[[Any, Any, Any], float]:
    return lambda model, X, y: metric(y, model.predict(X))


def _score_log_loss(model: Any, X: Any, y: Any) -> float:
    return log_loss(y, model.predict_proba(X), labels=model.classes_)


def _score_roc_auc(model: Any, X: Any, y: Any) -> float:
    return roc_auc_score(y, model.predict_proba(X)[:, 1])


def _score_loss(model: Any, X: Any, y: Any) -> float:
    return model.loss(X, y)


# Each metric with whether a greater value is a better one.
METRICS: dict[str, tuple[Callable[[Any, Any, Any], float], bool]] = {
    "accuracy": (_by_labels(accuracy_score), True),
    "balanced_accuracy": (_by_labels(balanced_accuracy_score), True),
    "f1": (_by_labels(f1_score), True),
    "precision": (_by_labels(precision_score), True),
    "recall": (_by_labels(recall_score), True),
    "roc_auc": (_score_roc_auc, True),
    "log_loss": (_score_log_loss, False),
    "loss": (_score_loss, False),
}


# --- Trials ------------------------------------------------------------------------------------


class Settings(NamedTuple):
    """What all trials of a search have in common."""

    scoring: str | Callable[[Any, Any, Any], float]  # a name of METRICS, without "val_"
    greater_is_better: bool
    early_stopping: EarlyStopping | None
    callbacks: Callable[[int], Iterable[Callback]] | None
    evaluate_every: int | None
    keep_best: bool


class HeldOut(NamedTuple):
    """Samples to train with, and samples to score with: a validation set or a fold."""

    X: np.ndarray
    y: np.ndarray
    X_held: np.ndarray
    y_held: np.ndarray


@dataclass
class Trial:
    """One setting of the hyperparameters, and the unfitted model that has it.

    If the model could not even be made, it is None and `error` says why.
    """

    number: int
    params: dict[str, Any]
    model: Any = None
    error: str = ""


@dataclass
class Outcome:
    """What became of a trial on one pair of sets."""

    number: int
    score: float = math.nan
    epochs: int = 0
    best_epoch: int = 0
    seconds: float = 0.0
    n_together: int = 0
    error: str = ""


class Seeder:
    """The seed of each trial, from the search's own seed and the number of the trial.

    Parameters
    ----------
    root : int
        The seed of the search.
    replaces : bool
        Whether it goes before an integer that the model has by itself.
    """

    def __init__(self, root: int, replaces: bool) -> None:
        self.root = root
        self.replaces = replaces

    def seed(self, number: int) -> int:
        """Return the seed of a trial."""
        sequence = np.random.SeedSequence(self.root, spawn_key=(number,))
        return int(sequence.generate_state(1)[0])

    def params(self, model: Any, chosen: dict[str, Any], number: int) -> dict[str, int]:
        """Return the seeds that a model is to get, by the names of its arguments."""
        return {
            name: self.seed(number)
            for name, value in _random_states(model).items()
            if name not in chosen and (self.replaces or not isinstance(value, numbers.Integral))
        }


def make_trial(
    estimator: Any, number: int, params: dict[str, Any], seeder: Seeder | None
) -> Trial:
    """Make the model of a trial. If that raises, the error is what the trial consists of."""
    try:
        if is_factory(estimator):
            model = estimator(**params)
            if not all(callable(getattr(model, name, None)) for name in ("fit", "predict")):
                raise TypeError(f"made {kind_of(model)}; wanted a model with fit, predict")
        else:
            model = _clone(estimator, params)
        seeds = seeder.params(model, params, number) if seeder else {}
        model = _clone(model, seeds) if seeds else model
    except Exception as error:
        return Trial(number, params, error=_describe_error(error))
    return Trial(number, params, model)


def is_factory(estimator: Any) -> bool:
    """Tell a function that makes models, or a class of them, from a model."""
    return isinstance(estimator, type) or not hasattr(estimator, "get_params")


def used_seed(model: Any) -> int | None:
    """Return the integer that a model takes its chance from."""
    seeds = [v for v in _random_states(model).values() if isinstance(v, numbers.Integral)]
    return int(seeds[0]) if seeds else None


def last_step(model: Any) -> Any:
    """Return the classifier at the end of a pipeline, or the model itself."""
    while isinstance(model, Pipeline):
        model = model[-1]
    return model


def accepts(model: Any, argument: str) -> bool:
    """Tell whether the `fit` of a model has an argument of that name."""
    return argument in inspect.signature(last_step(model).fit).parameters


def _clone(model: Any, params: dict[str, Any]) -> Any:
    """Make an equal, unfitted model with other arguments."""
    if hasattr(model, "clone"):
        return model.clone(**params)
    if hasattr(model, "set_params"):  # scikit-learn's, whose get_params lists inner ones too
        return copy.deepcopy(model).set_params(**params)
    return type(model)(**(model.get_params() | params))


def _random_states(model: Any) -> dict[str, Any]:
    params = model.get_params() if hasattr(model, "get_params") else {}
    return {
        name: value for name, value in params.items() if name.split("__")[-1] == "random_state"
    }


def _describe_error(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


# --- Which trials are trained together ---------------------------------------------------------


def make_chunks(
    trials: Sequence[Trial], n_samples: int, settings: Settings
) -> Iterator[list[Trial]]:
    """Yield trials that are to be trained together, and one by one those that cannot be.

    Networks in one stack cost as much as the widest of them, so they are sorted: the largest come
    first, and neighbours are alike.
    """
    families: dict[Any, list[Trial]] = {}
    for trial in trials:
        families.setdefault(_family(trial, settings), []).append(trial)
    for key, members in families.items():
        if key[0] == "alone":
            yield members
            continue
        members.sort(key=lambda trial: last_step(trial.model).hidden_layer_sizes, reverse=True)
        chunk: list[Trial] = []
        for trial in members:
            if chunk and len(chunk) >= _stack_size([*chunk, trial], n_samples):
                yield _in_order(chunk)
                chunk = []
            chunk.append(trial)
        yield _in_order(chunk)


def _in_order(trials: list[Trial]) -> list[Trial]:
    return sorted(trials, key=lambda trial: trial.number)


def _family(trial: Trial, settings: Settings) -> tuple[Any, ...]:
    """Return something that is equal for trials whose networks fit into one stack."""
    steps = trial.model.steps if isinstance(trial.model, Pipeline) else [("", trial.model)]
    net = steps[-1][1]
    if type(net) is not MLPClassifier or settings.callbacks is not None:
        return "alone", trial.number
    before = [(name, type(step), repr(step.get_params())) for name, step in steps[:-1]]
    depth = len(net.hidden_layer_sizes)
    shared = (depth, net.activation, net.optimizer, net.batch_size, net.max_epochs)
    return "together", type(trial.model), tuple(before), shared


def _stack_size(trials: list[Trial], n_samples: int) -> int:
    nets = [last_step(trial.model) for trial in trials]
    widest = max(size for net in nets for size in (1, *net.hidden_layer_sizes))
    batch_size = min(nets[0].batch_size or n_samples, n_samples)
    size = min(_LARGEST_STACK, _group_size(batch_size, widest))
    return size if size >= _SMALLEST_STACK else 1


# --- Training and scoring ----------------------------------------------------------------------


def run_chunk(trials: list[Trial], data: HeldOut, settings: Settings) -> tuple[list[Outcome], Any]:
    """Train and score some trials. This is what is sent to another process.

    Parameters
    ----------
    trials : list of Trial
        What `make_chunks` has put together.
    data : HeldOut
        The samples.
    settings : Settings
        What the search wants.

    Returns
    -------
    outcomes : list of Outcome
        One for each trial.
    model : object or None
        The fitted model of the best of them, if it is to be kept and there is one.
    """
    # Copies, so that what was sent is unfitted still when the next fold wants it.
    models = [copy.deepcopy(trial.model) for trial in trials]
    # A training that diverges is a trial like any other: its score tells, no warning is needed.
    with np.errstate(all="ignore"):
        outcomes = _run_together(trials, models, data, settings) if len(trials) > 1 else None
        if outcomes is None:
            pairs = zip(trials, models, strict=True)
            outcomes = [_run_alone(trial, model, data, settings) for trial, model in pairs]
    best = best_index([o.score for o in outcomes], settings.greater_is_better)
    return outcomes, models[best] if settings.keep_best and best is not None else None


def best_index(scores: Sequence[float], greater_is_better: bool) -> int | None:
    """Return where the best score is, of equal ones the first; NaN is never the best."""
    costs = np.array(scores, dtype=np.float64) * (-1 if greater_is_better else 1)
    best = np.argsort(costs, kind="stable")[0]  # NaN comes last, after infinity
    return None if np.isnan(costs[best]) else int(best)


def fit_options(model: Any, data: HeldOut | None, settings: Settings) -> dict[str, Any]:
    """Return those arguments for `fit` that a model knows."""
    options = {
        "evaluate_every": settings.evaluate_every,
        "validation_data": (data.X_held, data.y_held) if data else None,
    }
    return {name: value for name, value in options.items() if accepts(model, name)}


def _run_alone(trial: Trial, model: Any, data: HeldOut, settings: Settings) -> Outcome:
    outcome = Outcome(trial.number, n_together=1)
    started = time.perf_counter()
    try:
        options = fit_options(model, data, settings)
        callbacks = list(settings.callbacks(trial.number)) if settings.callbacks else []
        if settings.early_stopping is not None:
            callbacks.append(copy.deepcopy(settings.early_stopping))
        if callbacks:
            options["callbacks"] = callbacks
        model.fit(data.X, data.y, **options)
        outcome = _judge(outcome, model, data, settings)
    except Exception as error:
        outcome.error = _describe_error(error)
    outcome.seconds = time.perf_counter() - started
    return outcome


def _run_together(
    trials: list[Trial], models: list[Any], data: HeldOut, settings: Settings
) -> list[Outcome] | None:
    """Train trials in one stack. None: something is wrong with one, so each is tried alone."""
    started = time.perf_counter()
    try:
        inputs = [_prepare(model, data) for model in models]
        if any(not np.array_equal(X, inputs[0][0]) for X, _ in inputs):
            return None  # transformers that depend on chance
        X, X_held = inputs[0]
        fit_many(
            [last_step(model) for model in models],
            X,
            data.y,
            validation_data=(X_held, data.y_held),
            evaluate_every=settings.evaluate_every,
            **_stopping_options(settings, len(models)),
        )
    except Exception:
        return None
    share = (time.perf_counter() - started) / len(models)
    outcomes = []
    for trial, model in zip(trials, models, strict=True):
        outcome = Outcome(trial.number, n_together=len(models))
        started = time.perf_counter()
        try:
            outcome = _judge(outcome, model, data, settings)
        except Exception as error:
            outcome.error = _describe_error(error)
        outcome.seconds = share + time.perf_counter() - started
        outcomes.append(outcome)
    return outcomes


def _prepare(model: Any, data: HeldOut) -> tuple[Any, Any]:
    """Fit the transformers of a pipeline and return what its network is given."""
    X, X_held = data.X, data.X_held
    for _, step in model.steps[:-1] if isinstance(model, Pipeline) else ():
        step.fit(X, data.y)
        X, X_held = step.transform(X), step.transform(X_held)
    return X, X_held


def _stopping_options(settings: Settings, n_models: int) -> dict[str, Any]:
    """Return the early stopping as `fit_many` has it itself, if it does, else as callbacks."""
    stopping = settings.early_stopping
    if stopping is None:
        return {}
    if (
        type(stopping) is EarlyStopping
        and (stopping.monitor, stopping.mode) == ("val_loss", "min")
        and stopping.restore_best_weights
        and settings.evaluate_every == 1
    ):
        return {"patience": stopping.patience, "min_delta": stopping.min_delta}
    return {"callbacks": [[copy.deepcopy(stopping)] for _ in range(n_models)]}


def _judge(outcome: Outcome, model: Any, data: HeldOut, settings: Settings) -> Outcome:
    """Score a model with the weights that it has now."""
    net = last_step(model)
    epochs = int(getattr(net, "epoch_", getattr(net, "n_iter_", 0)))
    best_epoch = epochs
    if settings.early_stopping is not None and settings.early_stopping.restore_best_weights:
        best_epoch = settings.early_stopping.find_best_epoch(net.history_) or epochs
    outcome = replace(outcome, epochs=epochs, best_epoch=best_epoch)
    if isinstance(net, MLPClassifier) and not _is_finite(net):
        return outcome  # it diverged; what it predicts means nothing, whatever metric it is
    scoring = (
        METRICS[settings.scoring][0] if isinstance(settings.scoring, str) else settings.scoring
    )
    score = scoring(model, data.X_held, data.y_held)
    if not isinstance(score, numbers.Real):
        raise TypeError(f"scoring returned {kind_of(score)}; wanted a number.")
    return replace(outcome, score=float(score))


def _is_finite(net: MLPClassifier) -> bool:
    return all(np.isfinite(weights).all() for weights in net.get_weights())
