"""Search hyperparameters with goodpractice and with scikit-learn, side by side.

    python benchmarks/search.py                 64 trials at 2-h-1, in about a minute
    python benchmarks/search.py --rounds 5      more rounds, for a busy machine
    python benchmarks/search.py --cold          count the start of the processes as well

Random search over the number h of hidden units, the learning rate and alpha: the same trials for
both, with the same data, validation set, batch size, activation, Adam and number of epochs, on 2
processes with one BLAS thread each, selected by validation accuracy, without a refit. scikit-learn
takes the validation set through PredefinedSplit. Neither evaluates anything between epochs. The
libraries take turns; each time is the smallest of all rounds. The worker processes are started
before, unless --cold is given; then there is one round.

scikit-learn divides alpha by the size of the batch, so its alpha is that many times larger.
"""

from __future__ import annotations

import argparse
import time
import warnings
from collections.abc import Callable

import numpy as np
from joblib import parallel_config
from joblib.externals.loky import get_reusable_executor
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import PredefinedSplit, RandomizedSearchCV
from sklearn.neural_network import MLPClassifier as Reference

from goodpractice.datasets import make_ellipse
from goodpractice.model_selection import ParameterSampler, RandomizedSearch, loguniform
from goodpractice.neural_network import MLPClassifier

N_TRIALS = 64
N_JOBS = 2
BATCH_SIZE = 100
N_TRAIN, N_VALID = 1000, 1000


def main() -> None:
    """Print both times, their ratio, and the scores."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="how often each is timed [3]")
    parser.add_argument("--epochs", type=int, default=200, help="epochs of each trial [200]")
    parser.add_argument("--largest", type=int, default=32, help="h is drawn from 1 to this [32]")
    parser.add_argument("--cold", action="store_true", help="count the start of the processes")
    options = parser.parse_args()
    warnings.simplefilter("ignore", ConvergenceWarning)  # so few epochs need not converge
    data = make_ellipse(N_TRAIN + N_VALID, label_noise=0.05, random_state=0)
    space = {
        "hidden_layer_sizes": [(h,) for h in range(1, options.largest + 1)],
        "learning_rate": loguniform(1e-3, 1e-1),
        "alpha": loguniform(1e-6, 1e-2),
    }
    trials = [
        {name: [value] for name, value in params.items()}
        for params in ParameterSampler(space, N_TRIALS, random_state=0)
    ]
    print(
        f"{N_TRIALS} random trials at 2-h-1, h from 1 to {options.largest}, {options.epochs} "
        f"epochs, batch {BATCH_SIZE}, {N_JOBS} processes{', cold' if options.cold else ''}"
    )
    rounds = 1 if options.cold else options.rounds
    with parallel_config("loky", inner_max_num_threads=1):
        seconds = measure(data, trials, options.epochs, rounds, warm=not options.cold)
    ratio = seconds["scikit-learn"] / seconds["goodpractice"]
    print(f"goodpractice is {ratio:.1f} times as fast.")


def measure(
    data: tuple[np.ndarray, np.ndarray],
    trials: list[dict],
    epochs: int,
    rounds: int,
    *,
    warm: bool,
) -> dict[str, float]:
    """Return the least seconds of each; they take turns, so that noise meets both."""
    runs: dict[str, Callable] = {"goodpractice": ours, "scikit-learn": sklearn_}
    seconds, scores = dict.fromkeys(runs, np.inf), {}
    for _ in range(rounds):
        for name, run in runs.items():
            get_reusable_executor().shutdown()  # else one would have the processes of the other
            if warm:
                run(*data, trials, 1)
            started = time.perf_counter()
            scores[name] = run(*data, trials, epochs)
            seconds[name] = min(seconds[name], time.perf_counter() - started)
    for name, taken in seconds.items():
        print(
            f"{name:14} {taken:7.2f} s {taken / len(trials) * 1e3:8.1f} ms a trial, accuracy "
            f"{scores[name].max():.3f} at best, {np.median(scores[name]):.3f} in the median"
        )
    return seconds


def ours(X: np.ndarray, y: np.ndarray, trials: list[dict], epochs: int) -> np.ndarray:
    """Search with goodpractice and return the scores."""
    model = MLPClassifier(batch_size=BATCH_SIZE, max_epochs=epochs)
    search = RandomizedSearch(model, trials, n_trials=len(trials), n_jobs=N_JOBS, random_state=0)
    search.fit(X[:N_TRAIN], y[:N_TRAIN], validation_data=(X[N_TRAIN:], y[N_TRAIN:]))
    if (search.results_["epochs"] != epochs).any():
        raise RuntimeError("goodpractice has made another number of epochs")
    return search.results_["score"]


def sklearn_(X: np.ndarray, y: np.ndarray, trials: list[dict], epochs: int) -> np.ndarray:
    """Search with scikit-learn and return the scores."""
    model = Reference(
        activation="tanh",
        batch_size=BATCH_SIZE,
        max_iter=epochs,
        n_iter_no_change=epochs,
        tol=0.0,
    )
    own = [
        {
            "hidden_layer_sizes": trial["hidden_layer_sizes"],
            "learning_rate_init": trial["learning_rate"],
            "alpha": [BATCH_SIZE * alpha for alpha in trial["alpha"]],
        }
        for trial in trials
    ]
    search = RandomizedSearchCV(
        model,
        own,
        n_iter=len(own),
        scoring="accuracy",
        cv=PredefinedSplit(np.repeat([-1, 0], [N_TRAIN, N_VALID])),
        refit=False,
        n_jobs=N_JOBS,
        error_score="raise",
        random_state=0,
    )
    return search.fit(X, y).cv_results_["mean_test_score"]


if __name__ == "__main__":
    main()
