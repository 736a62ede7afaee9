"""Searches: beside loops written by hand and scikit-learn's, on one core and on several."""

import json
import os
import re
import subprocess
import sys
import time
import warnings

import joblib
import numpy as np
import pytest
import scipy.stats
import sklearn.model_selection as reference
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline as sklearn_pipeline
from sklearn.preprocessing import StandardScaler as ReferenceScaler

from goodpractice import _trials, metrics
from goodpractice.callbacks import Callback, EarlyStopping, ModelCheckpoint
from goodpractice.datasets import make_ellipse, make_moons
from goodpractice.model_selection import (
    GridSearch,
    KFold,
    ParameterGrid,
    ParameterSampler,
    RandomizedSearch,
    SearchResults,
    StratifiedKFold,
    loguniform,
)
from goodpractice.neural_network import MLPClassifier
from goodpractice.preprocessing import Pipeline, PolynomialFeatures, StandardScaler, make_pipeline

X, y = make_ellipse(260, label_noise=0.1, random_state=0)
TRAIN = X[:180], y[:180]
VALID = X[180:], y[180:]
MODEL = MLPClassifier((6,), batch_size=32, max_epochs=12, random_state=3)
GRID = {
    "hidden_layer_sizes": [(2,), (5,), (9,)],
    "learning_rate": [0.001, 0.05],
    "alpha": [0.0, 0.01],
}
SPACE = {
    "hidden_layer_sizes": [(h,) for h in range(1, 12)],
    "learning_rate": loguniform(1e-3, 1e-1),
    "alpha": loguniform(1e-5, 1e-1),
}


class Fixed:
    """A model that learns nothing; `value` is its score."""

    def __init__(self, value=0.0, other=None):
        self.value, self.other = value, other

    def get_params(self):
        return {"value": self.value, "other": self.other}

    def fit(self, X, y):
        if isinstance(self.value, Exception):
            raise self.value
        return self

    def predict(self, X):
        return np.zeros(len(X))


def value(model, X, y):
    return model.value


def search_values(values, **options):
    search = GridSearch(Fixed(), {"value": values}, scoring=value, **options)
    return search.fit(*TRAIN, validation_data=VALID)


def assert_same(search, other):
    """Compare everything that two searches found, bit for bit, but the time it took."""
    assert search.results_.keys() == other.results_.keys()
    for name in search.results_.keys() - {"seconds"}:
        a, b = search.results_[name], other.results_[name]
        assert a.dtype == b.dtype
        if a.dtype == object:
            assert a.tolist() == b.tolist()
        else:
            np.testing.assert_array_equal(a, b)
    assert search.best_index_ == other.best_index_
    assert search.best_params_ == other.best_params_
    assert search.best_score_ == other.best_score_
    pairs = zip(weights(search.best_estimator_), weights(other.best_estimator_), strict=True)
    assert all(np.array_equal(a, b) for a, b in pairs)


def weights(model):
    return (model[-1] if isinstance(model, Pipeline) else model).get_weights()


# --- beside a loop written by hand


def test_a_grid_is_what_a_loop_finds():
    search = GridSearch(MODEL, GRID).fit(*TRAIN, validation_data=VALID)
    combinations = list(ParameterGrid(GRID))
    assert search.results_["params"].tolist() == combinations
    models = [
        MLPClassifier(batch_size=32, max_epochs=12, random_state=3, **params).fit(*TRAIN)
        for params in combinations
    ]
    scores = [model.score(*VALID) for model in models]
    np.testing.assert_allclose(search.results_["score"], scores, rtol=1e-12)
    best = int(np.argmax(scores))
    assert search.best_index_ == best
    assert search.best_params_ == combinations[best]
    assert search.best_score_ == pytest.approx(scores[best])
    assert search.best_estimator_.score(*VALID) == search.best_score_
    for a, b in zip(weights(search.best_estimator_), weights(models[best]), strict=True):
        np.testing.assert_allclose(a, b, rtol=1e-8, atol=1e-12)
    assert sorted(search.results_["n_together"]) == [4] * 4 + [8] * 8
    assert (
        search.results_["epochs"].tolist() == search.results_["best_epoch"].tolist() == [12] * 12
    )
    assert search.results_["seed"].tolist() == [3] * 12
    assert search.results_["error"].tolist() == [""] * 12
    assert (search.results_["seconds"] > 0).all()
    assert not hasattr(MODEL, "history_")


@pytest.mark.parametrize("activation", ["logistic", "tanh", "relu"])
@pytest.mark.parametrize("scoring", ["val_loss", "log_loss", "roc_auc"])
def test_random_trials_are_what_each_gives_alone(activation, scoring):
    model = MLPClassifier(activation=activation, batch_size=40, max_epochs=10)
    search = RandomizedSearch(model, SPACE, n_trials=12, scoring=scoring, random_state=5)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        search.fit(*TRAIN, validation_data=VALID)
    expected = list(ParameterSampler(SPACE, 12, random_state=5))
    assert search.results_["params"].tolist() == expected
    assert sorted(search.results_["n_together"]) == [4] * 4 + [8] * 8
    scores = []
    for params, seed in zip(expected, search.results_["seed"], strict=True):
        params = model.get_params() | params | {"random_state": int(seed)}
        alone = MLPClassifier(**params).fit(*TRAIN)
        scores.append(
            {
                "val_loss": lambda m: m.loss(*VALID),
                "log_loss": lambda m: metrics.log_loss(VALID[1], m.predict_proba(VALID[0])),
                "roc_auc": lambda m: metrics.roc_auc_score(
                    VALID[1], m.decision_function(VALID[0])
                ),
            }[scoring](alone)
        )
    np.testing.assert_allclose(search.results_["score"], scores, rtol=1e-8)
    assert search.best_index_ == (np.argmax if scoring == "roc_auc" else np.argmin)(scores)


def test_pipelines_are_trained_together_too():
    model = make_pipeline(PolynomialFeatures(), StandardScaler(), MODEL)
    grid = {
        "polynomialfeatures__degree": [1, 2],
        "mlpclassifier__learning_rate": [0.01, 0.1],
        "mlpclassifier__hidden_layer_sizes": [(2,), (4,)],
    }
    search = GridSearch(model, grid, scoring="loss").fit(*TRAIN, validation_data=VALID)
    losses = [
        model.clone(**params).fit(*TRAIN).loss(*VALID) for params in search.results_["params"]
    ]
    np.testing.assert_allclose(search.results_["score"], losses, rtol=1e-9)
    assert search.results_["n_together"].tolist() == [4] * 8
    assert search.best_params_ == search.results_["params"][np.argmin(losses)]
    assert isinstance(search.best_estimator_, Pipeline)
    assert search.best_estimator_.loss(*VALID) == search.best_score_


class Noise(StandardScaler):
    """A transformer that depends on chance."""

    def transform(self, X):
        return super().transform(X) + np.random.default_rng().normal(size=np.shape(X))


def test_transformers_that_depend_on_chance_are_not_shared():
    model = make_pipeline(Noise(), MODEL)
    grid = {"mlpclassifier__learning_rate": [0.01, 0.02, 0.03, 0.04]}
    search = GridSearch(model, grid).fit(*TRAIN, validation_data=VALID)
    assert search.results_["n_together"].tolist() == [1] * 4
    assert search.results_["error"].tolist() == [""] * 4


def test_what_differs_otherwise_is_trained_apart():
    grid = [
        {"activation": ["relu"], "learning_rate": [0.1, 0.2]},
        {"max_epochs": [3], "learning_rate": [0.1, 0.2, 0.3]},
        {"hidden_layer_sizes": [(3, 3), (4, 4), ()]},
        {"hidden_layer_sizes": [(3000,), (4000,)]},
    ]
    search = GridSearch(MLPClassifier(max_epochs=2, random_state=0), grid)
    results = search.fit(*TRAIN, validation_data=VALID).results_
    assert results["n_together"].tolist() == [2, 2, 3, 3, 3, 2, 2, 1, 1, 1]
    assert results["epochs"].tolist() == [2, 2, 3, 3, 3, 2, 2, 2, 2, 2]


def test_stacks_are_small_and_their_members_alike():
    trials = [
        _trials.make_trial(MODEL, i, {"hidden_layer_sizes": (1 + 7 * i % 40,)}, None)
        for i in range(40)
    ]
    options = _trials.Settings("accuracy", True, None, None, None, True)
    chunks = list(_trials.make_chunks(trials, 180, options))
    assert sorted(trial.number for chunk in chunks for trial in chunk) == list(range(40))
    assert [len(chunk) for chunk in chunks] == [8] * 5
    widths = [[trial.model.hidden_layer_sizes[0] for trial in chunk] for chunk in chunks]
    assert sorted(widths[0]) == list(range(33, 41))
    assert sorted(widths[4]) == list(range(1, 9))
    for chunk in chunks:
        numbers = [trial.number for trial in chunk]
        assert numbers == sorted(numbers)


# --- beside scikit-learn


@pytest.mark.parametrize("refit", [False, True])
def test_a_validation_set_is_scikit_learns_predefined_split(refit):
    grid = {"n_neighbors": [1, 3, 5, 15, 40], "weights": ["uniform", "distance"]}
    ours = GridSearch(KNeighborsClassifier(), grid, refit=refit)
    ours.fit(*TRAIN, validation_data=VALID)
    split = reference.PredefinedSplit(np.repeat([-1, 0], [len(TRAIN[0]), len(VALID[0])]))
    theirs = reference.GridSearchCV(KNeighborsClassifier(), grid, cv=split).fit(X, y)
    compare_with(theirs, ours)
    expected = theirs.best_estimator_
    if not refit:
        expected = KNeighborsClassifier(**theirs.best_params_).fit(*TRAIN)
    assert np.array_equal(ours.best_estimator_.predict_proba(X), expected.predict_proba(X))


@pytest.mark.parametrize("cv", [4, "KFold"])
def test_folds_are_scikit_learns(cv):
    model = sklearn_pipeline(ReferenceScaler(), KNeighborsClassifier())
    grid = {
        "kneighborsclassifier__n_neighbors": [1, 5, 30, 500],
        "standardscaler__with_std": [True],
    }
    ours = GridSearch(model, grid, scoring="accuracy")
    theirs = reference.GridSearchCV(model, grid, cv=reference.KFold(3) if cv == "KFold" else cv)
    ours.fit(*TRAIN, cv=KFold(3) if cv == "KFold" else cv)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # 500 neighbours are more than there are
        theirs.fit(*TRAIN)
    compare_with(theirs, ours)
    n_folds = ours.results_["fold_scores"].shape[1]
    for k in range(n_folds):
        column = theirs.cv_results_[f"split{k}_test_score"]
        np.testing.assert_allclose(ours.results_["fold_scores"][:, k], column, rtol=1e-12)
    np.testing.assert_allclose(ours.results_["score_std"], theirs.cv_results_["std_test_score"])
    assert np.array_equal(ours.best_estimator_.predict(X), theirs.predict(X))
    assert [bool(error) for error in ours.results_["error"]] == [False, False, False, True]
    assert "ValueError: Expected n_neighbors <= n_samples" in ours.results_["error"][3]


def compare_with(theirs, ours):
    assert ours.results_["params"].tolist() == theirs.cv_results_["params"]
    np.testing.assert_allclose(ours.results_["score"], theirs.cv_results_["mean_test_score"])
    assert ours.results_["rank"].tolist() == theirs.cv_results_["rank_test_score"].tolist()
    assert (ours.best_index_, ours.best_params_) == (theirs.best_index_, theirs.best_params_)
    assert ours.best_score_ == pytest.approx(theirs.best_score_)


# --- the choice


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from([np.nan, np.inf, -np.inf, -1.0, 0.0, 0.5, 0.5000001, 2.0]), min_size=1
    ),
    st.booleans(),
)
def test_the_best_is_the_first_of_the_best_and_nan_never_wins(scores, greater):
    if np.isnan(scores).all():
        with pytest.raises(ValueError, match=r"No trial has a score"):
            search_values(scores, greater_is_better=greater)
        return
    search = search_values(scores, greater_is_better=greater)
    best = max if greater else min
    expected = best(score for score in scores if not np.isnan(score))
    assert search.best_score_ == expected
    assert search.best_index_ == scores.index(expected)
    assert search.best_estimator_.value == expected
    costs = np.array(scores) * (-1 if greater else 1)
    kept = ~np.isnan(costs)
    ranks = np.full(len(scores), kept.sum() + 1)
    ranks[kept] = scipy.stats.rankdata(costs[kept], method="min")
    assert search.results_["rank"].tolist() == ranks.tolist()


def test_of_equal_scores_the_first_trial_wins_whatever_stack_it_was_in():
    grid = {"hidden_layer_sizes": [(h,) for h in range(1, 25)], "learning_rate": [1e-9]}
    model = MLPClassifier(max_epochs=1, random_state=0)
    search = GridSearch(model, grid, scoring=lambda model, X, y: 1.0)
    search.fit(*TRAIN, validation_data=VALID)
    assert search.best_index_ == 0
    assert search.best_estimator_.hidden_layer_sizes == (1,)
    assert search.results_["rank"].tolist() == [1] * 24


NAMES = [
    "accuracy",
    "balanced_accuracy",
    "f1",
    "precision",
    "recall",
    "roc_auc",
    "log_loss",
    "loss",
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("prefix", ["", "val_"])
def test_every_metric_is_that_of_the_library(name, prefix):
    assert list(_trials.METRICS) == NAMES
    search = GridSearch(MODEL, {"learning_rate": [0.001, 0.1]}, scoring=prefix + name)
    model = search.fit(*TRAIN, validation_data=VALID).best_estimator_
    assert search.greater_is_better == ("loss" not in name)
    best = search.results_["score"].min() if "loss" in name else search.results_["score"].max()
    assert search.best_score_ == best
    if name == "loss":
        expected = model.loss(*VALID)
    elif name in ("roc_auc", "log_loss"):
        metric = getattr(metrics, name + "_score" if name == "roc_auc" else name)
        expected = metric(VALID[1], model.predict_proba(VALID[0])[:, 1])
    else:
        expected = getattr(metrics, name + "_score")(VALID[1], model.predict(VALID[0]))
    assert search.best_score_ == pytest.approx(expected, rel=1e-12)


def test_the_loss_of_different_penalties_is_warned_of():
    grid = {"alpha": [0.0, 0.1]}
    with pytest.warns(UserWarning, match=r"holds the L2 penalty.*scoring='val_log_loss' leaves"):
        GridSearch(MODEL, grid, scoring="val_loss").fit(*TRAIN, validation_data=VALID)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        GridSearch(MODEL, grid, scoring="val_log_loss").fit(*TRAIN, validation_data=VALID)
        one = {"alpha": [0.1], "learning_rate": [0.1, 0.2]}
        GridSearch(MODEL, one, scoring="val_loss").fit(*TRAIN, validation_data=VALID)


# --- trials that go wrong


def test_a_trial_that_fails_is_recorded_and_the_search_goes_on():
    grid = {"learning_rate": [0.05, -1.0, 0.01], "hidden_layer_sizes": [(3,), "many"]}
    results = GridSearch(MODEL, grid).fit(*TRAIN, validation_data=VALID).results_
    assert np.isnan(results["score"]).tolist() == [False, True, False, True, True, True]
    assert results["rank"].tolist()[1] == results["rank"].tolist()[5] == 3
    assert results["n_together"].tolist() == [2, 0, 2, 0, 0, 0]
    assert results["epochs"].tolist() == [12, 0, 12, 0, 0, 0]
    assert results["seed"].tolist() == [3, None, 3, None, None, None]
    assert results["error"][1] == (
        "ValueError: learning_rate is -1.0; wanted a finite number greater than 0."
    )
    assert "a size in hidden_layer_sizes is 'm'" in results["error"][3]


def test_a_model_that_fails_in_fit_is_recorded():
    search = search_values([0.1, RuntimeError("no luck"), 0.2, KeyError("k")])
    assert search.best_params_ == {"value": 0.2}
    errors = search.results_["error"].tolist()
    assert errors == ["", "RuntimeError: no luck", "", "KeyError: 'k'"]
    assert search.results_["n_together"].tolist() == [1] * 4


def test_an_interruption_is_no_failure():
    class Interrupted(Fixed):
        def fit(self, X, y):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        GridSearch(Interrupted(), {"value": [1]}).fit(*TRAIN, validation_data=VALID)


class Fussy(EarlyStopping):
    def on_epoch_end(self, model, epoch, logs):
        super().on_epoch_end(model, epoch, logs)
        if model.learning_rate > 0.1:
            raise OSError("too fast")


def test_who_fails_in_a_stack_takes_no_other_along():
    grid = {"learning_rate": [0.05, 0.2, 0.01]}
    search = GridSearch(MODEL, grid, early_stopping=Fussy()).fit(*TRAIN, validation_data=VALID)
    assert search.results_["error"].tolist() == ["", "OSError: too fast", ""]
    assert search.results_["n_together"].tolist() == [1, 1, 1]  # the stack was given up
    assert np.isnan(search.results_["score"]).tolist() == [False, True, False]


def test_a_score_that_fails_is_recorded_for_a_member_of_a_stack():
    def scoring(model, X, y):
        return "good" if model.learning_rate == 0.2 else model.score(X, y)

    grid = {"learning_rate": [0.05, 0.2, 0.01]}
    search = GridSearch(MODEL, grid, scoring=scoring).fit(*TRAIN, validation_data=VALID)
    assert search.results_["error"][1] == "TypeError: scoring returned a str; wanted a number."
    assert search.results_["n_together"].tolist() == [3, 3, 3]
    assert search.results_["epochs"].tolist() == [12, 0, 12]


@pytest.mark.parametrize("depth", [1, 2])
def test_a_network_that_diverges_never_wins(depth, recwarn):
    grid = {"learning_rate": [1e200, 1e-9], "hidden_layer_sizes": [(6,) * depth]}
    model = MLPClassifier(activation="relu", optimizer="sgd", random_state=0, max_epochs=5)
    constant = np.where(np.arange(len(VALID[1])) < 77, 0, 1)  # what NaN predicts is right
    search = GridSearch(model, grid).fit(*TRAIN, validation_data=(VALID[0], constant))
    assert np.isnan(search.results_["score"]).tolist() == [True, False]
    assert search.results_["error"].tolist() == ["", ""]
    assert search.best_index_ == 1
    assert not recwarn.list


def test_if_all_trials_fail_the_error_says_why():
    search = GridSearch(Fixed(), {"value": [OSError("disk full"), np.nan]}, scoring=value)
    message = (
        r"No trial has a score: of 2 trials 1 failed, the others diverged or scored NaN\. "
        r"The first error is OSError: disk full\. See results_\."
    )
    with pytest.raises(ValueError, match=message):
        search.fit(*TRAIN, validation_data=VALID)
    assert search.results_["error"].tolist() == ["OSError: disk full", ""]
    assert not hasattr(search, "best_params_")
    with pytest.raises(ValueError, match=r"of 1 trials 0 failed.*NaN\. See results_"):
        search_values([np.nan])


def test_an_earlier_fit_is_forgotten():
    model = make_pipeline(StandardScaler(), MODEL)
    search = GridSearch(model, {"mlpclassifier__alpha": [0.0]}, refit=False)
    search.fit(*TRAIN, validation_data=VALID)
    assert hasattr(search, "best_estimator_")
    search.fit(*TRAIN, cv=3)
    assert not hasattr(search, "best_estimator_")
    with pytest.raises(ValueError, match="No trial has a score"):
        search.fit(TRAIN[0], np.repeat([0, 1], 90), cv=KFold(2))  # folds of one class
    assert not hasattr(search, "best_params_")
    assert "single class" in search.results_["error"][0]


# --- early stopping and callbacks


@pytest.mark.parametrize(
    "stopping",
    [
        EarlyStopping(patience=3),
        EarlyStopping(patience=2, min_delta=0.01),
        EarlyStopping("val_accuracy", mode="max", patience=4),
        EarlyStopping(patience=3, restore_best_weights=False),
    ],
    ids=["val_loss", "min_delta", "val_accuracy", "last weights"],
)
@pytest.mark.parametrize("evaluate_every", [None, 2])
def test_every_trial_is_scored_with_its_best_weights(stopping, evaluate_every):
    model = MLPClassifier(batch_size=32, max_epochs=40, random_state=0)
    grid = {"learning_rate": [0.01, 0.03, 0.1], "hidden_layer_sizes": [(3,), (12,)]}
    search = GridSearch(
        model,
        grid,
        scoring="log_loss",
        early_stopping=stopping,
        evaluate_every=evaluate_every,
    ).fit(*TRAIN, validation_data=VALID)
    results = search.results_
    assert (results["n_together"] == 6).all()
    for i, params in enumerate(results["params"]):
        alone = MLPClassifier(**(model.get_params() | params))
        options = {"validation_data": VALID, "evaluate_every": evaluate_every or 1}
        alone.fit(*TRAIN, callbacks=[stopping], **options)
        assert results["epochs"][i] == alone.epoch_
        best = stopping.best_epoch_ if stopping.restore_best_weights else alone.epoch_
        assert results["best_epoch"][i] == best
        assert results["score"][i] == pytest.approx(alone.loss(*VALID), rel=1e-8)
    assert (results["epochs"] < 40).any()
    assert len(search.best_estimator_.history_) > 0
    assert search.best_estimator_.loss(*VALID) == pytest.approx(search.best_score_, rel=1e-12)


def test_without_early_stopping_nothing_is_evaluated_unless_it_is_wanted():
    search = GridSearch(MODEL, {"alpha": [0.0]}).fit(*TRAIN, validation_data=VALID)
    assert len(search.best_estimator_.history_) == 0
    search = GridSearch(MODEL, {"alpha": [0.0]}, evaluate_every=5)
    search.fit(*TRAIN, validation_data=VALID)
    assert search.best_estimator_.history_.epochs == [5, 10, 12]
    assert "val_loss" in search.best_estimator_.history_


def test_callbacks_are_made_anew_for_each_trial(tmp_path):
    search = GridSearch(
        MODEL,
        {"learning_rate": [0.01, 0.1]},
        callbacks=lambda trial: [ModelCheckpoint(tmp_path / f"trial_{trial}", every=6)],
        early_stopping=EarlyStopping(patience=100),
    ).fit(*TRAIN, validation_data=VALID)
    assert search.results_["n_together"].tolist() == [1, 1]
    for trial in (0, 1):
        names = sorted(path.name for path in (tmp_path / f"trial_{trial}").iterdir())
        assert names == ["epoch_000006.ckpt", "epoch_000012.ckpt"]
    assert len(search.best_estimator_.history_) == 12


def test_a_model_without_callbacks_says_so():
    search = GridSearch(Fixed(), {"value": [1.0]}, early_stopping=EarlyStopping())
    with pytest.raises(ValueError, match=r"unexpected keyword argument 'callbacks'"):
        search.fit(*TRAIN, validation_data=VALID)


# --- folds and the last training


def test_folds_with_early_stopping_and_a_last_training():
    model = make_pipeline(StandardScaler(), MLPClassifier((8,), max_epochs=60, random_state=1))
    grid = {"mlpclassifier__learning_rate": [0.01, 0.1]}
    stopping = EarlyStopping(patience=4)
    search = GridSearch(model, grid, scoring="val_log_loss", early_stopping=stopping)
    search.fit(X, y, cv=StratifiedKFold(3))
    for i, params in enumerate(search.results_["params"]):
        scores, epochs, best_epochs = [], 0, []
        for train, held in StratifiedKFold(3).split(X, y):
            alone = model.clone(**params)
            alone.fit(X[train], y[train], validation_data=(X[held], y[held]), callbacks=[stopping])
            scores.append(alone.loss(X[held], y[held]))
            epochs += alone[-1].epoch_
            best_epochs.append(stopping.best_epoch_)
        np.testing.assert_allclose(search.results_["fold_scores"][i], scores, rtol=1e-8)
        assert search.results_["score"][i] == pytest.approx(np.mean(scores))
        assert search.results_["score_std"][i] == pytest.approx(np.std(scores))
        assert search.results_["epochs"][i] == epochs
        assert search.results_["best_epoch"][i] == np.median(best_epochs)
    last = search.best_estimator_
    assert last[-1].epoch_ == search.results_["best_epoch"][search.best_index_]
    expected = model.clone(**search.best_params_, mlpclassifier__max_epochs=last[-1].epoch_)
    assert np.array_equal(expected.fit(X, y).predict_proba(X), last.predict_proba(X))
    assert last[-1].history_.epochs == list(range(1, last[-1].epoch_ + 1))


def test_a_trial_that_fails_on_one_fold_fails():
    class Picky(Fixed):
        def fit(self, X, y):
            if self.value == 2.0 and len(X) == 173:
                raise ValueError("bad fold")
            return self

    search = GridSearch(Picky(), {"value": [1.0, 2.0]}, scoring=value).fit(X, y, cv=KFold(3))
    assert search.best_params_ == {"value": 1.0}
    assert np.isnan(search.results_["fold_scores"][1]).tolist() == [True, True, False]
    assert search.results_["error"].tolist() == ["", "ValueError: bad fold"]


def test_refit_takes_the_validation_set_as_well():
    search = RandomizedSearch(MODEL, SPACE, n_trials=4, refit=True, random_state=0)
    search.fit(*TRAIN, validation_data=VALID)
    seed = int(search.results_["seed"][search.best_index_])
    params = MODEL.get_params() | search.best_params_ | {"random_state": seed}
    expected = MLPClassifier(**params).fit(X, y)
    pairs = zip(weights(search.best_estimator_), weights(expected), strict=True)
    assert all(np.array_equal(a, b) for a, b in pairs)


# --- seeds


def test_the_seed_of_a_trial_depends_on_its_number_alone():
    space = {"learning_rate": loguniform(1e-3, 1e-1)}
    few = RandomizedSearch(MODEL, space, n_trials=3, random_state=7)
    many = RandomizedSearch(MODEL, space, n_trials=6, random_state=7)
    few.fit(*TRAIN, validation_data=VALID)
    many.fit(*TRAIN, validation_data=VALID)
    expected = [
        int(np.random.SeedSequence(7, spawn_key=(i,)).generate_state(1)[0]) for i in range(6)
    ]
    assert many.results_["seed"].tolist() == expected
    assert few.results_["seed"].tolist() == expected[:3]
    assert few.results_["score"].tolist() == many.results_["score"].tolist()[:3]


def test_the_same_search_gives_the_same():
    def run(random_state):
        search = RandomizedSearch(MODEL, SPACE, n_trials=5, random_state=random_state)
        return search.fit(*TRAIN, validation_data=VALID)

    assert_same(run(1), run(1))
    search = run(1)
    first = search.results_["params"].tolist()
    assert search.fit(*TRAIN, validation_data=VALID).results_["params"].tolist() == first
    assert_same(run(np.random.default_rng(1)), run(np.random.default_rng(1)))
    generator = np.random.default_rng(1)
    different = run(generator), run(generator), run(None), run(None), run(2)
    assert len({tuple(map(str, one.results_["params"])) for one in different}) == 5


def test_where_seeds_come_from():
    def seeds(estimator, grid, random_state=None):
        search = GridSearch(estimator, grid, random_state=random_state)
        return search.fit(*TRAIN, validation_data=VALID).results_["seed"].tolist()

    grid = {"alpha": [0.0, 0.1]}
    own, none = MODEL, MLPClassifier(max_epochs=1)
    generator = MLPClassifier(max_epochs=1, random_state=np.random.default_rng(0))
    assert seeds(own, grid) == [3, 3]
    assert len(set(seeds(own, grid, 0))) == 2
    assert seeds(own, grid, 0) == seeds(none, grid, 0) == seeds(generator, grid, 0)
    assert len({*seeds(none, grid), *seeds(none, grid), *seeds(generator, grid)}) == 6
    assert seeds(own, {"random_state": [5, 6]}, 0) == [5, 6]
    pipeline = make_pipeline(StandardScaler(), none)
    assert seeds(pipeline, {"mlpclassifier__alpha": [0.0, 0.1]}, 0) == seeds(own, grid, 0)
    assert seeds(KNeighborsClassifier(), {"n_neighbors": [3, 4]}, 0) == [None, None]


def test_a_function_or_a_class_makes_models():
    def make(width, learning_rate):
        return MLPClassifier((width,), learning_rate=learning_rate, max_epochs=3)

    grid = {"width": [2, 4], "learning_rate": [0.01, 0.1]}
    search = GridSearch(make, grid, random_state=0).fit(*TRAIN, validation_data=VALID)
    assert search.best_estimator_.hidden_layer_sizes == (search.best_params_["width"],)
    assert search.results_["n_together"].tolist() == [4] * 4
    search = GridSearch(MLPClassifier, {"max_epochs": [1, 2], "alpha": [0.0]}, random_state=0)
    search.fit(*TRAIN, validation_data=VALID)
    assert search.results_["epochs"].tolist() == [1, 2]

    class Plain:
        def __init__(self, value):
            self.value = value

        def fit(self, X, y):
            return self

        def predict(self, X):
            return np.zeros(len(X))

    search = GridSearch(Plain, {"value": [1, 3, 2]}, scoring=value)
    assert search.fit(*TRAIN, validation_data=VALID).best_estimator_.value == 3
    with pytest.raises(ValueError, match=r"TypeError: made an int; wanted a model with fit"):
        GridSearch(lambda value: value, {"value": [1]}).fit(*TRAIN, validation_data=VALID)


# --- one core, several, a cluster


def make_search(n_jobs, **options):
    model = make_pipeline(StandardScaler(), MLPClassifier(batch_size=32, max_epochs=30))
    space = {f"mlpclassifier__{name}": source for name, source in SPACE.items()}
    space["mlpclassifier__activation"] = ["tanh", "relu"]
    options = {"early_stopping": EarlyStopping(patience=5), "random_state": 4} | options
    return RandomizedSearch(model, space, n_trials=12, n_jobs=n_jobs, **options)


@pytest.mark.parametrize("cv", [None, 3])
def test_several_processes_find_what_one_does(cv):
    data = {"cv": 3} if cv else {"validation_data": VALID}
    one = make_search(1).fit(*TRAIN, **data)
    assert len(set(one.results_["n_together"])) > 1
    assert_same(make_search(2).fit(*TRAIN, **data), one)
    with joblib.parallel_config("threading", n_jobs=2):
        assert_same(make_search(None).fit(*TRAIN, **data), one)


def test_functions_and_failures_reach_other_processes():
    def scoring(model, X, y):
        if model.alpha == 0.1:
            raise RuntimeError("not this one")
        return model.score(X, y)

    def run(n_jobs):
        grid = {"alpha": [0.0, 0.1], "learning_rate": [0.01, -1.0], "activation": ["tanh", "relu"]}
        search = GridSearch(MODEL, grid, scoring=scoring, n_jobs=n_jobs)
        return search.fit(*TRAIN, validation_data=VALID)

    assert_same(run(2), run(1))
    assert sum(error == "RuntimeError: not this one" for error in run(2).results_["error"]) == 2


@pytest.fixture
def cluster(tmp_path):
    """Connect to a scheduler and two workers, each a process of its own; return the workers."""
    from dask.distributed import Client

    file = tmp_path / "scheduler.json"
    common = ["--scheduler-file", str(file), "--no-dashboard"]
    commands = [["scheduler", "--port", "0", "--host", "127.0.0.1", *common]]
    commands += [["worker", "--nthreads", "1", "--no-nanny", *common]] * 2
    environment = os.environ | {"DASK_TEMPORARY_DIRECTORY": str(tmp_path)}
    processes = []
    with open(tmp_path / "log", "w+") as log:
        try:
            for command in commands:
                command = [sys.executable, "-m", "dask", *command]
                options = {"stdout": log, "stderr": log, "cwd": tmp_path, "env": environment}
                processes.append(subprocess.Popen(command, **options))
            deadline = time.monotonic() + 120
            while not file.exists() or not file.read_text():
                assert time.monotonic() < deadline, (tmp_path / "log").read_text()
                time.sleep(0.05)
            with Client(scheduler_file=str(file), timeout=120) as client:
                client.wait_for_workers(2, timeout=120)
                yield {process.pid for process in processes[1:]}
        finally:
            for process in processes:
                process.kill()
                process.wait()


def test_a_cluster_finds_what_one_core_does(cluster, capsys):
    def where(model, X, y):
        time.sleep(0.3)
        return float(os.getpid())

    for data in ({"validation_data": VALID}, {"cv": 3}):
        one = make_search(1).fit(*TRAIN, **data)
        with joblib.parallel_config("dask"):
            assert_same(make_search(-1).fit(*TRAIN, **data), one)
    with joblib.parallel_config("dask"):
        grid = {"max_epochs": range(1, 9)}
        search = GridSearch(MODEL, grid, scoring=where, n_jobs=-1, progress=True)
        search.fit(*TRAIN, validation_data=VALID)
    assert set(search.results_["score"]) == cluster
    assert "8/8" in capsys.readouterr().err


# --- the progress bar, and what is not installed


@pytest.mark.parametrize("n_jobs", [1, 2])
def test_a_bar_shows_the_progress(n_jobs, capsys):
    make_search(n_jobs, progress=True).fit(*TRAIN, cv=2)
    assert "24/24" in capsys.readouterr().err
    make_search(n_jobs).fit(*TRAIN, cv=2)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"n_jobs": 2}, "n_jobs is 2, for which joblib is needed: python -m pip install joblib"),
        ({"progress": True}, "progress is True, for which tqdm is needed: python -m pip install"),
    ],
)
def test_what_is_not_installed_is_named(options, message, monkeypatch):
    monkeypatch.setitem(sys.modules, "joblib", None)
    monkeypatch.setitem(sys.modules, "tqdm", None)
    search = GridSearch(MODEL, {"alpha": [0.0]}, **options)
    with pytest.raises(ImportError, match=re.escape(message)):
        search.fit(*TRAIN, validation_data=VALID)
    GridSearch(MODEL, {"alpha": [0.0]}).fit(*TRAIN, validation_data=VALID)


def test_a_search_on_one_core_needs_numpy_and_nothing_else():
    program = """
import json, sys
import goodpractice.model_selection as module
assert "goodpractice._search" not in sys.modules
from goodpractice.neural_network import MLPClassifier
search = module.GridSearch(MLPClassifier(max_epochs=2), {"alpha": [0.0, 0.1]})
search.fit([[0.0], [1.0]] * 5, [0, 1] * 5, validation_data=([[0.0], [1.0]], [0, 1]))
print(json.dumps(sorted(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    packages = {name.split(".")[0] for name in json.loads(done.stdout)}
    assert not packages & {"joblib", "tqdm", "dask", "distributed", "sklearn", "scipy"}


# --- the table


def test_the_columns_are_arrays_of_plain_types():
    grid = [
        {"learning_rate": [0.01, 0.1], "activation": ["tanh"], "hidden_layer_sizes": [(2,)]},
        {"hidden_layer_sizes": [(3, 3)], "batch_size": [None], "max_epochs": [4]},
    ]
    results = GridSearch(MODEL, grid).fit(*TRAIN, validation_data=VALID).results_
    assert isinstance(results, SearchResults)
    assert [name for name in results if name.startswith("param_")] == [
        "param_activation",
        "param_batch_size",
        "param_hidden_layer_sizes",
        "param_learning_rate",
        "param_max_epochs",
    ]
    assert results["param_learning_rate"].tolist() == [0.01, 0.1, None]
    assert results["param_hidden_layer_sizes"].tolist() == [(2,), (2,), (3, 3)]
    assert all(len(column) == 3 and isinstance(column, np.ndarray) for column in results.values())
    kinds = {name: results[name].dtype.kind for name in results}
    assert kinds["trial"] == kinds["rank"] == kinds["epochs"] == kinds["best_epoch"] == "i"
    assert kinds["score"] == kinds["seconds"] == "f"
    assert kinds["n_together"] == kinds["seed"] == "i"
    assert "fold_scores" not in results


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, 2.5], "f"),
        ([0.0, 2.5], "f"),
        ([1, 2], "i"),
        ([True, False], "b"),
        (["a", "bc"], "U"),
        ([True, 1], "O"),
        ([None, 1], "O"),
        ([1, 10**30], "O"),
        ([-1, 2**63], "O"),
        ([0.5, 10**400], "O"),
        ([(1, 2), (3, 4)], "O"),
    ],
)
def test_a_column_of_one_type_is_an_array_of_that_type(values, kind):
    grid = [{"other": [one], "value": [1.0]} for one in values]
    search = GridSearch(Fixed(), grid, scoring=value).fit(*TRAIN, validation_data=VALID)
    column = search.results_["param_other"]
    assert column.shape == (len(values),)
    assert column.dtype.kind == kind
    assert column.tolist() == values


def test_the_table_prints_with_the_best_first():
    search = search_values([0.25, OSError("a\nb"), 0.75, 0.5])
    lines = str(search.results_).splitlines()
    assert repr(search.results_) == str(search.results_)
    heads = ["rank", "trial", "score", "value", "epochs", "best_epoch", "seconds", "n_together"]
    assert lines[0].split() == [*heads, "error"]
    assert [line.split()[:3] for line in lines[1:4]] == [
        ["1", "2", "0.75"],
        ["2", "3", "0.5"],
        ["3", "0", "0.25"],
    ]
    assert lines[4].startswith("   4      1    nan")
    assert lines[4].endswith("OSError: a b")
    assert len(lines) == 5
    assert search.results_.to_string(2).splitlines() == [
        line.split("  a")[0] for line in lines[:3]
    ]
    assert [row["trial"] for row in search.results_.rows()] == [2, 3, 0, 1]
    assert "error" not in str(search_values([1.0]).results_)
    with pytest.raises(ValueError, match=r"n_rows is 0; wanted an integer of at least 1 or None"):
        search.results_.to_string(0)
    table = str(GridSearch(MODEL, {"alpha": [0.0]}).fit(X, y, cv=2).results_)
    assert "score_std" in table


def test_searches_have_a_short_representation():
    assert repr(GridSearch(MODEL, GRID)) == (
        "GridSearch(ParameterGrid(12 combinations), scoring='val_accuracy')"
    )
    search = RandomizedSearch(MODEL, SPACE, n_trials=3, random_state=0, scoring="f1")
    assert repr(search) == (
        "RandomizedSearch(ParameterSampler(n_iter=3, random_state=0), scoring='f1')"
    )


# --- what is refused


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, r"Neither is given: validation_data, .* wanted exactly one"),
        ({"validation_data": VALID, "cv": 3}, r"Both are given: validation_data"),
        ({"cv": 1}, r"cv is 1; wanted an integer of at least 2"),
        ({"cv": True}, r"cv is True; wanted a number of folds, or folds such as KFold\(5\)"),
        ({"cv": "5"}, r"cv is '5'; wanted a number of folds"),
        ({"cv": KFold}, r"cv is of type type; wanted a number of folds"),
        ({"cv": 200}, r"wanted at least n_splits, which is 200"),
        ({"validation_data": 5}, r"validation_data is 5; wanted a pair"),
        (
            {"validation_data": VALID * 2},
            r"has 4 parts; wanted a pair, .* no place for a test set",
        ),
        ({"validation_data": (X[:, :1], y)}, r"validation_data's X has 1 features.*wanted 2"),
        (
            {"validation_data": (X, y[:3])},
            r"validation_data's X has 260, validation_data's y has 3",
        ),
        ({"validation_data": (X, y + 1)}, r"validation_data's y holds the label 2; wanted only"),
        (
            {"validation_data": (X * np.nan, y)},
            r"validation_data's X holds 520 values that are NaN",
        ),
    ],
)
def test_wrong_data_are_refused(data, message):
    with pytest.raises(ValueError, match=message):
        GridSearch(MODEL, GRID).fit(*TRAIN, **data)


def test_wrong_training_data_are_refused():
    search = GridSearch(MODEL, GRID)
    with pytest.raises(ValueError, match=r"X_train has shape \(180,\)"):
        search.fit(TRAIN[1], TRAIN[1], validation_data=VALID)
    with pytest.raises(ValueError, match=r"X_train has 180, y_train has 2"):
        search.fit(TRAIN[0], [0, 1], validation_data=VALID)
    with pytest.raises(ValueError, match=r"y_train holds 1 values that are NaN"):
        search.fit(TRAIN[0], np.where(np.arange(180) == 3, np.nan, 1.0), validation_data=VALID)


@pytest.mark.parametrize("name", ["X_test", "test_data", "y_test"])
def test_a_test_set_has_no_place(name):
    search = GridSearch(MODEL, GRID)
    message = rf"fit has no argument '{name}'; wanted .* A search has no place for a test set"
    with pytest.raises(TypeError, match=message):
        search.fit(*TRAIN, validation_data=VALID, **{name: X})
    with pytest.raises(TypeError, match=r"got 4 arguments without a name; .* for a test set"):
        search.fit(*TRAIN, *VALID)
    with pytest.raises(
        TypeError, match=r"fit has no argument 'epochs'; wanted validation_data or"
    ):
        search.fit(*TRAIN, validation_data=VALID, epochs=3)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"estimator": 5}, r"estimator is 5; wanted a model with fit, predict and get_params"),
        (
            {"estimator": StandardScaler()},
            r"estimator is a StandardScaler; wanted a model with fit",
        ),
        ({"scoring": "acuracy"}, r"scoring is 'acuracy'; wanted a function .*accuracy, balanced"),
        ({"scoring": None}, r"scoring is None; wanted a function of model, X and y, or one of"),
        (
            {"scoring": metrics.f1_score},
            r"scoring is a metric of y_true and y_pred; wanted its na",
        ),
        (
            {"greater_is_better": True},
            r"greater_is_better is given, but that is known of 'val_acc",
        ),
        (
            {"scoring": value, "greater_is_better": 1},
            r"greater_is_better is 1; wanted True or Fal",
        ),
        ({"early_stopping": EarlyStopping}, r"early_stopping is of type type; wanted an EarlySto"),
        ({"early_stopping": 5}, r"early_stopping is 5; wanted an EarlyStopping object"),
        ({"callbacks": [Callback()]}, r"callbacks is a list of length 1, which all trials would"),
        ({"evaluate_every": 0}, r"evaluate_every is 0; wanted an integer of at least 1 or None"),
        ({"refit": "yes"}, r"refit is 'yes'; wanted True or False"),
        ({"n_jobs": 0}, r"n_jobs is 0; wanted a number of processes, -1 for all cores, or None"),
        ({"n_jobs": 1.0}, r"n_jobs is 1.0; wanted a number of processes"),
        ({"n_jobs": True}, r"n_jobs is True; wanted a number of processes"),
        ({"progress": 1}, r"progress is 1; wanted True or False"),
        ({"random_state": -1}, r"random_state is -1; wanted an integer of at least 0"),
    ],
)
@pytest.mark.parametrize("kind", [GridSearch, RandomizedSearch])
def test_wrong_arguments_are_refused(kind, options, message):
    options = {"estimator": MODEL} | options
    space = {"param_grid": GRID}
    if kind is RandomizedSearch:
        space = {"param_distributions": SPACE, "n_trials": 3}
    with pytest.raises(ValueError, match=message):
        kind(**space, **options)


def test_wrong_spaces_are_refused():
    with pytest.raises(ValueError, match=r"param_grid is of type int; wanted a dict"):
        GridSearch(MODEL, 5)
    with pytest.raises(ValueError, match=r"param_distributions\['alpha'\] is of type float"):
        RandomizedSearch(MODEL, {"alpha": 0.1}, n_trials=2)
    with pytest.raises(ValueError, match=r"n_trials is 0; wanted an integer of at least 1"):
        RandomizedSearch(MODEL, SPACE, n_trials=0)
    with pytest.raises(ValueError, match=r"n_trials is 13, but there are 12 combinations"):
        RandomizedSearch(MODEL, GRID, n_trials=13)
    with pytest.raises(TypeError, match=r"n_trials"):
        RandomizedSearch(MODEL, GRID)


@pytest.mark.parametrize("model", [MODEL, make_pipeline(StandardScaler(), MODEL)])
def test_a_hyperparameter_that_does_not_exist_is_refused_before_any_training(model):
    message = (
        rf"{type(model).__name__} has no hyperparameter 'lerning_rate'; wanted one of .*alpha"
    )
    with pytest.raises(ValueError, match=message):
        GridSearch(model, {"lerning_rate": [0.1]}).fit(*TRAIN, validation_data=VALID)


def test_scoring_may_be_any_callable():
    class Scorer:
        def __call__(self, model, X, y):
            return 0.5

    search = GridSearch(MODEL, {"alpha": [0.0]}, scoring=Scorer())
    assert search.fit(*TRAIN, validation_data=VALID).best_score_ == 0.5
    with pytest.raises(ValueError, match="No trial has a score"):  # max tells no signature
        GridSearch(MODEL, {"alpha": [0.0]}, scoring=max).fit(*TRAIN, validation_data=VALID)


def test_more_than_two_classes_and_labels_that_are_words():
    rng = np.random.default_rng(0)
    X3 = rng.normal(size=(150, 2)) + np.repeat([[0, 0], [4, 0], [0, 4]], 50, axis=0)
    y3 = np.repeat(["red", "green", "blue"], 50)[:, np.newaxis]
    search = RandomizedSearch(MODEL, SPACE, n_trials=4, scoring="log_loss", random_state=0)
    search.fit(X3, y3, cv=KFold(5, shuffle=True, random_state=0))
    assert search.best_estimator_.predict(X3).dtype.kind == "U"
    assert search.best_score_ < 0.5
    moons = make_moons(100, random_state=0)
    search.fit(moons[0].tolist(), moons[1].tolist(), validation_data=moons)
    assert search.best_score_ < np.log(2)
