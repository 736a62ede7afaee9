"""Train the same networks with goodpractice, scikit-learn and PyTorch, side by side.

    python benchmarks/training.py               all cases, in about a minute
    python benchmarks/training.py --rounds 5    more rounds, for a busy machine

One thread, float64, and for all three the same architecture (tanh), data, batch size, number of
steps and Adam with the same rates. The libraries take turns; each time is the smallest of all
rounds. Times are for `fit`, without imports. PyTorch runs on the CPU, in a plain loop over
shuffled batches. Without validation, nothing is evaluated between the epochs. With it, each library does after every epoch what it needs for early
stopping, with a patience that never fires so that all take the same steps:

goodpractice    loss and accuracy of the training and the validation set, best weights kept
scikit-learn    the score of the validation set (`early_stopping=True`), best weights kept
PyTorch         loss and accuracy of the validation set, best weights kept
"""

from __future__ import annotations

import argparse
import copy
import itertools
import time
import warnings
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from sklearn.datasets import load_digits
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier as Reference
from threadpoolctl import threadpool_limits

from goodpractice.callbacks import EarlyStopping
from goodpractice.datasets import make_ellipse, make_sine
from goodpractice.neural_network import MLPClassifier, fit_many

try:
    import torch
except ImportError:
    torch = None

RATE = 0.01
N_MEMBERS = 32


class Case(NamedTuple):
    """A network, its data and the length of its training."""

    name: str
    X: np.ndarray
    y: np.ndarray
    hidden: tuple[int, ...]
    batch_size: int
    epochs: int


def main() -> None:
    """Print a row of times and ratios for each case."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3, help="how often each is timed [3]")
    rounds = parser.parse_args().rounds
    if torch is None:
        print("PyTorch is not installed and left out: python -m pip install torch==2.13.0\n")
    else:
        torch.set_num_threads(1)
    threadpool_limits(1)
    warnings.simplefilter("ignore", ConvergenceWarning)  # so few epochs need not converge
    others = f"{'scikit-learn':>20}" + (f" {'PyTorch':>23}" if torch is not None else "")
    print(f"{'':34} {'goodpractice':>16} {others}")
    for case in make_cases():
        for validate in (False, True):
            name = case.name + (", validation" if validate else "")
            runs = {"goodpractice": ours, "scikit-learn": sklearn_}
            if torch is not None:
                runs["PyTorch"] = pytorch
            show(name, measure(runs, case, validate, rounds), n_steps(case, validate))
    case = make_cases()[0]
    for validate in (False, True):
        name = f"{N_MEMBERS} x {case.name}" + (", validation" if validate else "")
        runs = {"fit_many": ours_many, "scikit-learn": sklearn_many}
        seconds = measure(runs, case, validate, rounds)
        show(name, seconds, N_MEMBERS * n_steps(case, validate))


def make_cases() -> list[Case]:
    """Return the networks to train."""
    digits, labels = load_digits(return_X_y=True)
    return [
        Case("2-10-1, batch 100", *make_ellipse(1000, random_state=0), (10,), 100, 60),
        Case("2-32-16-1, batch 100", *make_sine(1000, random_state=0), (32, 16), 100, 60),
        Case("64-64-32-10, batch 64", digits / 16, labels, (64, 32), 64, 20),
    ]


def n_steps(case: Case, validate: bool) -> int:
    """Return how many steps a training takes."""
    n_train = len(split(case, validate)[0])
    return case.epochs * -(-n_train // case.batch_size)


def split(case: Case, validate: bool) -> tuple[np.ndarray, ...]:
    """Return X, y, X_valid, y_valid; a tenth is for validation, as scikit-learn has it."""
    n_valid = -(-len(case.X) // 10) if validate else 0
    X, y = case.X[n_valid:], case.y[n_valid:]
    return X, y, case.X[:n_valid], case.y[:n_valid]


def measure(
    runs: dict[str, Callable], case: Case, validate: bool, rounds: int
) -> dict[str, float]:
    """Return the least seconds of each run; they take turns, so that noise meets them all."""
    for run in runs.values():
        run(case._replace(epochs=1), validate)  # a first call loads modules
    seconds = dict.fromkeys(runs, np.inf)
    for _ in range(rounds):
        for name, run in runs.items():
            started = time.perf_counter()
            run(case, validate)
            seconds[name] = min(seconds[name], time.perf_counter() - started)
    return seconds


def show(name: str, seconds: dict[str, float], steps: int) -> None:
    """Print microseconds a step, and how many times as long the others take."""
    (_, own), *others = seconds.items()
    row = f"{name:34} {own / steps * 1e6:8.1f} µs/step"
    for _, taken in others:
        row += f" {taken / steps * 1e6:8.1f}, {taken / own:6.1f} times"
    print(row, flush=True)


# --- the libraries


def make_model(case: Case, seed: int = 0) -> MLPClassifier:
    """Return an untrained model."""
    return MLPClassifier(
        case.hidden,
        learning_rate=RATE,
        batch_size=case.batch_size,
        max_epochs=case.epochs,
        random_state=seed,
    )


def ours(case: Case, validate: bool) -> None:
    """Train with goodpractice."""
    X, y, X_valid, y_valid = split(case, validate)
    if validate:
        callbacks = [EarlyStopping(patience=case.epochs)]
        make_model(case).fit(X, y, validation_data=(X_valid, y_valid), callbacks=callbacks)
    else:
        make_model(case).fit(X, y, evaluate_every=None)


def ours_many(case: Case, validate: bool) -> None:
    """Train a population with goodpractice."""
    X, y, X_valid, y_valid = split(case, validate)
    models = [make_model(case, seed) for seed in range(N_MEMBERS)]
    if validate:
        fit_many(models, X, y, validation_data=(X_valid, y_valid), patience=case.epochs)
    else:
        fit_many(models, X, y, evaluate_every=None)


def sklearn_(case: Case, validate: bool, seed: int = 0) -> None:
    """Train with scikit-learn, which splits the samples itself."""
    model = Reference(
        case.hidden,
        activation="tanh",
        alpha=0.0,
        learning_rate_init=RATE,
        batch_size=case.batch_size,
        max_iter=case.epochs,
        n_iter_no_change=case.epochs,
        early_stopping=validate,
        validation_fraction=0.1,
        tol=0.0,
        random_state=seed,
    )
    model.fit(case.X, case.y)
    if model.n_iter_ != case.epochs:
        raise RuntimeError(f"scikit-learn made {model.n_iter_} epochs, not {case.epochs}")


def sklearn_many(case: Case, validate: bool) -> None:
    """Train one after another with scikit-learn."""
    for seed in range(N_MEMBERS):
        sklearn_(case, validate, seed)


def pytorch(case: Case, validate: bool) -> None:
    """Train with PyTorch."""
    X, y, X_valid, y_valid = split(case, validate)
    n_classes = len(np.unique(y))
    is_binary = n_classes == 2
    loss_function = torch.nn.BCEWithLogitsLoss() if is_binary else torch.nn.CrossEntropyLoss()
    torch.manual_seed(0)
    widths = (X.shape[1], *case.hidden, 1 if is_binary else n_classes)
    layers = []
    for n_in, n_out in itertools.pairwise(widths):
        layers += [torch.nn.Linear(n_in, n_out, dtype=torch.float64), torch.nn.Tanh()]
    model = torch.nn.Sequential(*layers[:-1])
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
    X, X_valid = torch.from_numpy(X), torch.from_numpy(X_valid)
    if is_binary:
        y, y_valid = (torch.from_numpy(a[:, np.newaxis].astype(float)) for a in (y, y_valid))
    else:
        y, y_valid = torch.from_numpy(y), torch.from_numpy(y_valid)
    best, weights = np.inf, None
    for _ in range(case.epochs):
        order = torch.randperm(len(X))
        for rows in order.split(case.batch_size):
            optimizer.zero_grad()
            loss_function(model(X[rows]), y[rows]).backward()
            optimizer.step()
        if validate:
            with torch.no_grad():
                logits = model(X_valid)
                value = float(loss_function(logits, y_valid))
                predicted = (logits >= 0) if is_binary else logits.argmax(dim=1)
                float((predicted == y_valid).double().mean())
            if value < best:
                best, weights = value, copy.deepcopy(model.state_dict())
    if weights is not None:
        model.load_state_dict(weights)


if __name__ == "__main__":
    main()
