"""Every public function refuses what it cannot take, by the name of the argument.

One row for each function: a call that works, and for each argument the kind of values that it
takes. For every kind there are values that are not of it. A function or an argument that is
missing here fails a test.
"""

import importlib
import inspect
import re

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from goodpractice import (
    callbacks,
    checkpoint,
    datasets,
    metrics,
    model_selection,
    neural_network,
    plotting,
    preprocessing,
)
from goodpractice.callbacks import EarlyStopping, History, RecordWeights
from goodpractice.neural_network import MLPClassifier
from goodpractice.preprocessing import PolynomialFeatures, StandardScaler, make_pipeline

MODULES = (
    callbacks,
    checkpoint,
    datasets,
    metrics,
    model_selection,
    neural_network,
    plotting,
    preprocessing,
)


@pytest.fixture(autouse=True)
def _agg():
    mpl.use("Agg")
    yield
    plt.close("all")


# --- what is not of a kind

NAN, INF = float("nan"), float("inf")
RAGGED = [[1.0], [1.0, 2.0]]
STATE = [None, 3, [], "state", {}, {"unknown": 1}]
NO_NUMBER = [NAN, INF, -INF, None, "1", [1], 1j]
NO_INTEGER = [2.5, 3.0, NAN, "3", None, True, [1]]

WRONG = {
    # y and alike: one label for each of 4 samples
    "labels": [None, 3, [], [[]], np.ones((2, 2)), np.ones((4, 1, 1)), [0, NAN, 1, 0],
               [0, None, 1, 0], RAGGED, [1j] * 4, [object()] * 4, [0, 1], [0, 1, 0, 1, 0]],
    # one number for each of 4 samples
    "scores": [None, 3, [], np.ones((2, 2)), [0, NAN, 1, 0], [0, INF, 1, 0], ["a"] * 4, [0, 1]],
    # X and alike: a table of 4 samples with 2 features
    "inputs": [None, 3, "X", [], [[]], np.ones(4), np.ones((4, 2, 1)), np.ones((0, 2)), RAGGED,
               np.ones((4, 0)), [[NAN, 1]] * 4, [[INF, 1]] * 4, [["a", "b"]] * 4, [[1j, 1]] * 4],
    "any samples": [None, 3, [], np.ones((0, 2)), RAGGED, [[NAN, 1]] * 4, [[None, 1]] * 4],
    "positive integer": [*NO_INTEGER, 0, -1],
    "positive integer or None": [*[v for v in NO_INTEGER if v is not None], 0, -1],
    "count": [*NO_INTEGER, -1],
    "positive number": [*NO_NUMBER, 0, -1, True],
    "number of at least 0": [*NO_NUMBER, -1e-9, True],
    "share": [*NO_NUMBER, -0.1, 1.1, True],
    "size": [NAN, INF, "1", [1], 0, -1, 0.0, -0.5, 1.5, True],
    "choice": ["unknown", "", None, 3, ["min"]],
    "switch": [None, 1, 0, "yes", "False", []],
    "seed": [-1, 1.5, "0", NAN, np.random.RandomState(0), True],
    "metric": [None, 3, ["loss"]],
    "state": STATE,
    "no default": [],
}  # fmt: skip


def samples():
    return {"X": np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), "y": [0, 1, 0, 1]}


def fitted():
    return MLPClassifier(max_epochs=1, random_state=0).fit(**samples())


def pipeline():
    return make_pipeline(StandardScaler(), fitted())


def transformers():
    return make_pipeline(StandardScaler(), PolynomialFeatures(2)).fit(samples()["X"])


def recorded():
    record = RecordWeights()
    MLPClassifier(max_epochs=1, random_state=0).fit(**samples(), callbacks=[record])
    return record


def search(kind=model_selection.GridSearch, **options):
    model = MLPClassifier(max_epochs=1, random_state=0)
    return kind(model, {"alpha": [0.0, 0.1]}, **options)


def searched():
    data = (samples()["X"], samples()["y"])
    return search().fit(*data, validation_data=data).results_


def saved(folder):
    return checkpoint.save_checkpoint(folder / "a.ckpt", fitted())


LABELS = {"y_true": "labels", "y_pred": "labels"}
PAIR = {"y_true": [0, 1, 0, 1], "y_pred": [0, 1, 1, 1]}
SCORED = {"y_true": [0, 1, 0, 1], "y_score": [0.1, 0.2, 0.3, 0.4]}
BINARY = LABELS | {"pos_label": [2, "a", None, [1, 0]], "zero_division": [None, "warn", [1]]}
DATA = {"X": "inputs", "y": "labels"}
VALIDATION = [3, (1,), [1, 2, 3], "ab", (None, None), ([[NAN, 1]], [0]), ([[0.0, 1]], [7]),
              ([[0.0]], [0]), ([], [])]  # fmt: skip
TRAIN = DATA | {"validation_data": VALIDATION}
NETWORK = {
    "hidden_layer_sizes": [0, -1, 2.5, "3", None, (3, 0), (3, NAN), [[3]]],
    "activation": "choice",
    "optimizer": "choice",
    "learning_rate": "positive number",
    "batch_size": "positive integer or None",
    "max_epochs": "count",
    "alpha": "number of at least 0",
    "init": "choice",
    "random_state": "seed",
}
NOISY = {"n_samples": "positive integer", "noise": "number of at least 0", "random_state": "seed"}
FLIPPED = {"n_samples": "positive integer", "label_noise": "share", "random_state": "seed"}
FOLDS = {
    "n_splits": [*WRONG["positive integer"], 1],
    "shuffle": "switch",
    "random_state": "seed",
}
SPACES = [None, 3, "space", [], [3], {"a": []}, {"a": 3}, {"a": "abc"}, {1: [2]}, {"a": {1, 2}}]
NO_PATHS = ["\0", "/no/such/file"]
SEARCH = {
    "estimator": [None, 3, "model", {}, object()],
    "scoring": ["unknown", None, 3, ["loss"]],
    "greater_is_better": [1, "yes", True],
    "early_stopping": [3, True, EarlyStopping, "loss"],
    "callbacks": [3, [EarlyStopping()], EarlyStopping()],
    "evaluate_every": [*[v for v in NO_INTEGER if v is not None], 0, -1],
    "refit": [1, "yes", []],
    "n_jobs": [0, 1.5, "2", True],
    "progress": "switch",
    "random_state": "seed",
}

# name: (the function, arguments that work, the kind of each argument or values that are refused).
# What must stand in the message, if it is not the name of the argument, follows in WORDS.
ROWS = {
    "callbacks.EarlyStopping": (
        lambda: callbacks.EarlyStopping,
        dict,
        {
            "monitor": "metric",
            "min_delta": "number of at least 0",
            "patience": "positive integer",
            "mode": "choice",
            "restore_best_weights": "switch",
        },
    ),
    "callbacks.EarlyStopping.find_best_epoch": (
        lambda: EarlyStopping("loss", mode="min").find_best_epoch,
        lambda: {"history": fitted().history_},
        {"history": [None, 3, {"loss": [1.0]}]},
    ),
    "callbacks.ModelCheckpoint": (
        lambda: callbacks.ModelCheckpoint,
        lambda: {"folder": "folder"},
        {
            "folder": [None, 3, ["a"]],
            "every": "positive integer",
            "save_best_only": "switch",
            "monitor": "metric",
            "mode": "choice",
            "overwrite": "switch",
        },
    ),
    "callbacks.RecordWeights": (
        lambda: callbacks.RecordWeights,
        dict,
        {"every": "positive integer"},
    ),
    "callbacks.History.record": (
        lambda: History().record,
        lambda: {"epoch": 1, "loss": 0.5},
        {"epoch": "count", "loss": [None, "0.5", [1.0], 1j]},
    ),
    "callbacks.History.from_state": (
        lambda: History.from_state,
        lambda: {"state": History().get_state()},
        {"state": "state"},
    ),
    "checkpoint.save_checkpoint": (
        lambda: checkpoint.save_checkpoint,
        lambda: {"path": "a.ckpt", "model": fitted()},
        {
            "path": [None, 3],
            "model": [None, 3, MLPClassifier(), MLPClassifier, {"weights": 1}],
            "history": [3, [], {"loss": [1.0]}],
            "extra": [{1, 2}, lambda: 1, np.array([None])],
        },
    ),
    "checkpoint.load_checkpoint": (
        lambda: checkpoint.load_checkpoint,
        None,
        {"path": [*NO_PATHS, "."]},
    ),
    "checkpoint.list_checkpoints": (
        lambda: checkpoint.list_checkpoints,
        lambda: {"folder": "."},
        {"folder": NO_PATHS},
    ),
    "checkpoint.best_checkpoint": (
        lambda: checkpoint.best_checkpoint,
        None,
        {"folder": NO_PATHS, "monitor": ["unknown"], "mode": "choice"},
    ),
    "datasets.make_sine": (lambda: datasets.make_sine, dict, FLIPPED),
    "datasets.make_ellipse": (lambda: datasets.make_ellipse, dict, FLIPPED),
    "datasets.make_moons": (lambda: datasets.make_moons, dict, NOISY),
    "datasets.make_circles": (lambda: datasets.make_circles, dict, NOISY | {"factor": "share"}),
    "datasets.make_blobs": (
        lambda: datasets.make_blobs,
        dict,
        NOISY | {"centers": "positive integer"},
    ),
    "metrics.accuracy_score": (lambda: metrics.accuracy_score, PAIR.copy, LABELS),
    "metrics.balanced_accuracy_score": (
        lambda: metrics.balanced_accuracy_score,
        PAIR.copy,
        LABELS,
    ),
    "metrics.confusion_matrix": (
        lambda: metrics.confusion_matrix,
        PAIR.copy,
        LABELS | {"labels": [3, [], [1, 1], [NAN], ["a"], [7], RAGGED]},
    ),
    "metrics.f1_score": (lambda: metrics.f1_score, PAIR.copy, BINARY),
    "metrics.precision_score": (lambda: metrics.precision_score, PAIR.copy, BINARY),
    "metrics.recall_score": (lambda: metrics.recall_score, PAIR.copy, BINARY),
    "metrics.majority_baseline": (
        lambda: metrics.majority_baseline,
        lambda: {"y": [0, 1]},
        {"y": WRONG["labels"][:-2]},  # any number of samples is right
    ),
    "metrics.log_loss": (
        lambda: metrics.log_loss,
        lambda: {"y_true": [0, 1, 0, 1], "y_proba": [0.1, 0.2, 0.3, 0.4]},
        {
            "y_true": ["labels", [1, 1, 1, 1]],
            "y_proba": ["scores", [0, 1, 2, 0], [-0.1, 0, 0, 0], np.ones((4, 2)), np.ones((4, 3))],
            "labels": [3, [], [1, 1], [NAN], ["a", "b"], [0], [1, 2], [0, 1, 2]],
        },
    ),
    "metrics.roc_curve": (
        lambda: metrics.roc_curve,
        SCORED.copy,
        {
            "y_true": ["labels", [1, 1, 1, 1], [0, 1, 2, 1]],
            "y_score": "scores",
            "pos_label": BINARY["pos_label"],
            "drop_intermediate": "switch",
        },
    ),
    "metrics.roc_auc_score": (
        lambda: metrics.roc_auc_score,
        SCORED.copy,
        {"y_true": ["labels", [1, 1, 1, 1], [0, 1, 2, 1]], "y_score": "scores"},
    ),
    "model_selection.split_sizes": (
        lambda: model_selection.split_sizes,
        lambda: {"n_samples": 3},
        {"n_samples": [*WRONG["positive integer"], 1, 2]},
    ),
    "model_selection.train_valid_test_split": (
        lambda: lambda arrays, **options: model_selection.train_valid_test_split(
            *arrays, **options
        ),
        lambda: {"arrays": [np.arange(12), np.ones((12, 2))]},
        {
            "arrays": [
                [],
                [[1, 2]],
                [[]],
                [[1, 2, 3], [1, 2, 3, 4]],
                *[[v] for v in (None, 3, RAGGED)],
            ],
            "valid_size": "size",
            "test_size": "size",
            "stratify": [3, [], [0, 1], [0] * 11 + [1], [0, NAN] * 6, np.arange(12)],
            "random_state": "seed",
        },
    ),
    "model_selection.KFold": (lambda: model_selection.KFold, lambda: {"shuffle": True}, FOLDS),
    "model_selection.StratifiedKFold": (
        lambda: model_selection.StratifiedKFold,
        lambda: {"shuffle": True},
        FOLDS,
    ),
    "model_selection.KFold.split": (
        lambda: model_selection.KFold(4).split,
        samples,
        {"X": ["any samples", np.ones(3)], "y": [3, [], [0, 1], [0, NAN, 1, 1]]},
    ),
    "model_selection.StratifiedKFold.split": (
        lambda: model_selection.StratifiedKFold(2).split,
        samples,
        {"X": "any samples", "y": ["labels", [0, 0, 0, 1]]},
    ),
    "model_selection.ParameterGrid": (
        lambda: model_selection.ParameterGrid,
        lambda: {"param_grid": {"a": [1]}},
        {"param_grid": [*SPACES, {"a": model_selection.loguniform(1, 2)}]},
    ),
    "model_selection.ParameterSampler": (
        lambda: model_selection.ParameterSampler,
        lambda: {"param_distributions": {"a": [1, 2]}, "n_iter": 2},
        {
            "param_distributions": SPACES,
            "n_iter": ["positive integer", 3],
            "random_state": "seed",
        },
    ),
    "model_selection.loguniform": (
        lambda: model_selection.loguniform,
        lambda: {"low": 1, "high": 2},
        {"low": "positive number", "high": ["positive number", 0.5, 1]},
    ),
    "neural_network.MLPClassifier": (lambda: MLPClassifier, dict, NETWORK),
    "neural_network.MLPClassifier.fit": (
        lambda: MLPClassifier(max_epochs=1).fit,
        samples,
        TRAIN
        | {
            "callbacks": [3, None, History(), [3], ["loss"], [EarlyStopping]],
            "evaluate_every": "positive integer or None",
            "resume": ["switch", True],
        },
    ),
    "neural_network.MLPClassifier.partial_fit": (
        lambda: MLPClassifier().partial_fit,
        samples,
        DATA | {"classes": [3, [], [0], [1, 2], [NAN, 1], [[0, 1]]]},
    ),
    **{
        f"neural_network.MLPClassifier.{name}": (
            lambda name=name: getattr(fitted(), name),
            lambda: {"X": samples()["X"]},
            {"X": ["inputs", np.ones((4, 3))]},
        )
        for name in ("decision_function", "predict", "predict_proba")
    },
    **{
        f"neural_network.MLPClassifier.{name}": (
            lambda name=name: getattr(fitted(), name),
            samples,
            {"X": ["inputs", np.ones((4, 3))], "y": ["labels"]}
            | ({} if name == "score" else {"y": ["labels", [0, 1, 2, 1]]}),
        )
        for name in ("gradients", "loss", "score")
    },
    "neural_network.MLPClassifier.set_weights": (
        lambda: fitted().set_weights,
        lambda: {"weights": fitted().get_weights()},
        {
            "weights": [
                None,
                3,
                [],
                [1, 2, 3, 4],
                [[NAN], [1]],
                fitted().get_weights()[:-1],
                [w * NAN for w in fitted().get_weights()],
                ["a", "b", "c", "d"],
            ]
        },
    ),
    "neural_network.MLPClassifier.from_state": (
        lambda: MLPClassifier.from_state,
        lambda: {"state": fitted().get_state()},
        {"state": "state"},
    ),
    "neural_network.check_gradients": (
        lambda: neural_network.check_gradients,
        lambda: samples() | {"model": fitted()},
        {"model": [None, 3, MLPClassifier(), MLPClassifier], "eps": "positive number"} | DATA,
    ),
    "neural_network.fit_many": (
        lambda: neural_network.fit_many,
        lambda: samples()
        | {"models": [MLPClassifier(max_epochs=1)], "validation_data": tuple(samples().values())},
        TRAIN
        | {
            "models": [None, 3, [], [3], MLPClassifier],
            "callbacks": [3, [], [[], []], [3], [[3]], [[EarlyStopping]]],
            "evaluate_every": "positive integer or None",
            "patience": "positive integer or None",
            "min_delta": "number of at least 0",
        },
    ),
    "neural_network.layer_sizes": (
        lambda: neural_network.layer_sizes,
        lambda: {"n_samples": 1000, "n_inputs": 2, "n_outputs": 1, "gamma": 5, "n_layers": 2},
        {
            "n_samples": ["positive integer", 3],
            "n_inputs": "positive integer",
            "n_outputs": "positive integer",
            "gamma": ["positive number", 1.9, 21],
            "n_layers": ["positive integer", 50],
        },
    ),
    "plotting.plot_history": (
        lambda: plotting.plot_history,
        lambda: {"history": fitted().history_},
        {"history": [None, 3, {"loss": [1.0]}, History()], "axes": [3, [], [1, 2, 3]]},
    ),
    "plotting.plot_decision_boundary": (
        lambda: plotting.plot_decision_boundary,
        lambda: samples() | {"model": fitted(), "resolution": 5},
        {
            "model": [None, 3, MLPClassifier(), MLPClassifier],
            "X": ["inputs", np.ones((4, 3))],
            "y": "labels",
            "ax": [3, [], "ax"],
            "resolution": ["positive integer", 1, 10**6],
        },
    ),
    "plotting.plot_confusion_matrix": (
        lambda: plotting.plot_confusion_matrix,
        lambda: {"matrix": [[1, 2], [3, 4]]},
        {
            "matrix": [*WRONG["inputs"], [[1, -1], [1, 1]], np.ones((2, 3))],
            "ax": [3, [], "ax"],
            "labels": [3, [], ["a"], ["a", "b", "c"]],
        },
    ),
    "model_selection.GridSearch": (
        lambda: model_selection.GridSearch,
        lambda: {"estimator": MLPClassifier(), "param_grid": {"alpha": [0.1]}},
        {"param_grid": [*SPACES, {"a": range(0)}], **SEARCH},
    ),
    "model_selection.RandomizedSearch": (
        lambda: model_selection.RandomizedSearch,
        lambda: {
            "estimator": MLPClassifier(),
            "param_distributions": {"alpha": [0.1]},
            "n_trials": 1,
        },
        {"param_distributions": SPACES, "n_trials": "positive integer", **SEARCH},
    ),
    **{
        f"model_selection.{kind.__name__}.fit": (
            lambda kind=kind, options=options: search(kind, **options).fit,
            lambda: {
                "X_train": samples()["X"],
                "y_train": samples()["y"],
                "validation_data": (samples()["X"], samples()["y"]),
            },
            {
                "X_train": "inputs",
                "y_train": "labels",
                "validation_data": [*VALIDATION, None, (*samples().values(), 1, 2)],
                "cv": [2, 0, "folds", 3.5],
            },
        )
        for kind, options in (
            (model_selection.GridSearch, {}),
            (model_selection.RandomizedSearch, {"n_trials": 1}),
        )
    },
    "model_selection.SearchResults.to_string": (
        lambda: searched().to_string,
        dict,
        {"n_rows": "positive integer or None"},
    ),
    "plotting.plot_search": (
        lambda: plotting.plot_search,
        lambda: {"results": {"a": [1, 2], "score": [0.5, 0.6]}, "x": "a"},
        {
            "results": [None, 3, [], {}, {"score": []}, {"score": [NAN], "a": [1]}],
            "x": ["unknown", 3, ["a"]],
            "y": ["unknown", 3],
            "kind": ["unknown", 3, "heatmap", "best_so_far"],
            "score": ["unknown", None, 3, ["a"]],
            "greater_is_better": [1, "yes"],
            "ax": [3, [], "ax"],
        },
    ),
    "plotting.animate_training": (
        lambda: plotting.animate_training,
        None,
        {
            "model": [None, 3, MLPClassifier(), MLPClassifier],
            "X": ["inputs", np.ones((4, 3))],
            "y": "labels",
            "weights": [None, 3, [], [1], [(1, [])], [(-1, recorded().weights_[0])]],
            "ax": [3, [], "ax"],
            "resolution": ["positive integer", 1, 10**6],
            "max_frames": ["positive integer", 1],
            "interval": "positive number",
        },
    ),
    "plotting.describe": (
        lambda: plotting.describe,
        lambda: {"ax": plt.figure().add_subplot()},
        {"ax": [None, 3, []]},
    ),
    "preprocessing.make_pipeline": (
        lambda: lambda steps: preprocessing.make_pipeline(*steps),
        lambda: {"steps": [StandardScaler()]},
        {"steps": [[], [3], [None], [StandardScaler], [fitted(), StandardScaler()]]},
    ),
    "preprocessing.Pipeline": (
        lambda: preprocessing.Pipeline,
        lambda: {"steps": [("a", StandardScaler())]},
        {"steps": [None, 3, [], [3], ["ab"], [("a", 3)], [(1, StandardScaler())]]},
    ),
    "preprocessing.Pipeline.clone": (
        lambda: pipeline().clone,
        dict,
        {"params": [1]},
    ),
    "preprocessing.Pipeline.fit": (lambda: pipeline().fit, samples, TRAIN),
    "preprocessing.Pipeline.loss": (lambda: pipeline().fit(**samples()).loss, samples, DATA),
    "preprocessing.Pipeline.score": (lambda: pipeline().fit(**samples()).score, samples, DATA),
    **{
        f"preprocessing.Pipeline.{name}": (
            lambda name=name: getattr(pipeline().fit(**samples()), name),
            lambda: {"X": samples()["X"]},
            {"X": ["inputs", np.ones((4, 3))]},
        )
        for name in ("decision_function", "predict", "predict_proba")
    },
    "preprocessing.Pipeline.transform": (
        lambda: transformers().transform,
        lambda: {"X": samples()["X"]},
        {"X": ["inputs", np.ones((4, 3))]},
    ),
    "preprocessing.Pipeline.fit_transform": (
        lambda: transformers().fit_transform,
        lambda: {"X": samples()["X"]},
        {"X": "inputs"},
    ),
    "preprocessing.Pipeline.from_state": (
        lambda: preprocessing.Pipeline.from_state,
        lambda: {"state": pipeline().get_state()},
        {"state": "state"},
    ),
    "preprocessing.PolynomialFeatures": (
        lambda: PolynomialFeatures,
        dict,
        {"degree": "positive integer", "interaction_only": "switch", "include_bias": "switch"},
    ),
    "preprocessing.PolynomialFeatures.get_feature_names_out": (
        lambda: PolynomialFeatures().fit(samples()["X"]).get_feature_names_out,
        dict,
        {"input_features": [3, [], ["a"], "ab", ["a", "b", "c"]]},
    ),
    **{
        f"preprocessing.{kind.__name__}.{name}": (
            lambda kind=kind, name=name: getattr(kind().fit(samples()["X"]), name),
            lambda: {"X": samples()["X"]},
            {"X": "inputs" if "fit" in name else ["inputs", np.ones((4, 3))]},
        )
        for kind, names in (
            (StandardScaler, ("fit", "fit_transform", "transform", "inverse_transform")),
            (PolynomialFeatures, ("fit", "fit_transform", "transform")),
        )
        for name in names
    },
    **{
        f"preprocessing.{kind.__name__}.from_state": (
            lambda kind=kind: kind.from_state,
            lambda kind=kind: {"state": kind().get_state()},
            {"state": "state"},
        )
        for kind in (StandardScaler, PolynomialFeatures)
    },
}

# Arguments that take anything, and why.
ANYTHING = {
    "preprocessing.StandardScaler.fit.y": "ignored",
    "preprocessing.StandardScaler.fit_transform.y": "ignored",
    "preprocessing.PolynomialFeatures.fit.y": "ignored",
    "preprocessing.PolynomialFeatures.fit_transform.y": "ignored",
    "preprocessing.Pipeline.fit_transform.y": "for steps of somebody else",
    **{
        f"model_selection.{kind}.fit.{name}": "always refused, with a TypeError; see test_search"
        for kind in ("GridSearch", "RandomizedSearch")
        for name in ("more", "unknown")
    },
    "preprocessing.Pipeline.fit.fit_params": "checked by the last step",
    "callbacks.History.record.values": "metrics of any name; see loss",
}

# Words that name an argument in a message, where its own name does not stand there.
WORDS = {
    "callbacks.History.record.epoch": "epoch",
    "callbacks.History.from_state.state": "history state",
    "checkpoint.save_checkpoint.extra": "extra",
    "preprocessing.make_pipeline.steps": "steps?",
    "preprocessing.Pipeline.steps": "steps?",
    "preprocessing.Pipeline.clone.params": "argument",
    "model_selection.train_valid_test_split.arrays": "arrays?|samples",
    "checkpoint.load_checkpoint.path": "path|cannot be read|is not a file",
    "checkpoint.best_checkpoint.monitor": "has no checkpoint",
    "neural_network.check_gradients.model": "model|MLPClassifier",
    "plotting.plot_history.history": "[hH]istory",
    "plotting.plot_decision_boundary.model": "model|MLPClassifier",
    "plotting.animate_training.model": "model|MLPClassifier",
    "model_selection.GridSearch.fit.cv": "cv|validation_data",
    "model_selection.RandomizedSearch.fit.cv": "cv|validation_data",
    "plotting.plot_search.results": "results|score",
    "plotting.plot_search.score": "score|'score'",
}


def hint(name, argument):
    return WORDS.get(f"{name}.{argument}", argument)


def wrong_values(kinds):
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if isinstance(kind, str) and kind in WRONG:
            yield from WRONG[kind]
        else:
            yield kind


def cases():
    for name, (_, _, kinds) in ROWS.items():
        for argument, own in kinds.items():
            for i, value in enumerate(wrong_values(own)):
                yield pytest.param(name, argument, value, id=f"{name}-{argument}-{i}")


def arguments_of(name, folder):
    make = ROWS[name][1]
    if make is not None:
        return make()
    if name == "checkpoint.load_checkpoint":
        return {"path": saved(folder)}
    if name == "checkpoint.best_checkpoint":
        return {"folder": saved(folder).parent, "monitor": "loss"}
    return samples() | {"model": fitted(), "weights": recorded(), "resolution": 5}


@pytest.mark.parametrize("name", ROWS)
def test_the_call_that_is_changed_works(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = ROWS[name][0]()(**arguments_of(name, tmp_path))
    if name == "plotting.animate_training":
        result._draw_was_started = True  # else matplotlib warns that nobody has seen it


@pytest.mark.parametrize(("name", "argument", "value"), list(cases()))
def test_a_wrong_argument_is_refused_by_name(name, argument, value, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    arguments = arguments_of(name, tmp_path) | {argument: value}
    if (name, argument) == ("preprocessing.Pipeline.clone", "params"):
        arguments = {"standardscaler__unknown": 1}
    function = ROWS[name][0]()
    with pytest.raises(ValueError) as refused:  # noqa: PT011  (what it says is looked at below)
        function(**arguments)
    message = str(refused.value)
    assert re.search(rf"\b({hint(name, argument)})\b", message), message
    assert re.search(
        r"wanted|is not|cannot be|call fit|recorded:|pass all", message, re.IGNORECASE
    ), message
    assert len(message) < 600


def test_no_argument_of_a_public_function_is_left_out():
    missing = []
    for module in MODULES:
        for name, item in functions_of(module):
            row = ROWS.get(name)
            for parameter in inspect.signature(item).parameters:
                known = row is not None and parameter in row[2]
                if parameter != "self" and not known and f"{name}.{parameter}" not in ANYTHING:
                    missing.append(f"{name}.{parameter}")
    assert missing == []


def functions_of(module):
    """Yield what a caller calls; not the methods that only `fit` calls, nor errors and records."""
    prefix = module.__name__.rpartition(".")[2]
    for name in module.__all__:
        item = getattr(importlib.import_module(module.__name__), name)
        if not inspect.isclass(item):
            yield f"{prefix}.{name}", item
            continue
        if issubclass(item, Exception) or hasattr(item, "__dataclass_fields__"):
            continue
        if inspect.isfunction(item.__init__):  # not of object, nor of dict
            yield f"{prefix}.{name}", item
        own = {
            method
            for base in item.__mro__
            if base.__module__.startswith("goodpractice")
            for method in vars(base)
        }
        for method, function in inspect.getmembers(item, callable):
            if not method.startswith(("_", "on_")) and method in own:
                yield f"{prefix}.{name}.{method}", function
