"""Splits, folds and grids: beside scikit-learn's where it has them, else by what they promise."""

import itertools
import math
import subprocess
import sys
import warnings
from collections import Counter

import numpy as np
import pytest
import scipy.stats
import sklearn.model_selection as reference
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from goodpractice.model_selection import (
    KFold,
    ParameterGrid,
    ParameterSampler,
    StratifiedKFold,
    loguniform,
    split_sizes,
    train_valid_test_split,
)

SEEDS = st.integers(0, 2**32)
# One class, two, several; integers, floats, booleans and strings.
ALPHABETS = [[0], [0, 1], [-1, 1], [False, True], [0.0, 1.0], ["no", "yes"], [3, 1, 2, 7]]


@st.composite
def labels(draw, at_least, max_more=15):
    """Return labels in any order, each class at least so many times."""
    alphabet = draw(st.sampled_from(ALPHABETS))
    counts = [at_least + draw(st.integers(0, max_more)) for _ in alphabet]
    return np.array(draw(st.permutations(np.repeat(alphabet, counts).tolist())))


# --- split_sizes


@pytest.mark.parametrize(
    ("n_samples", "sizes"),
    [
        (3, (1, 1, 1)),
        (4, (2, 1, 1)),
        (14, (12, 1, 1)),
        (16, (12, 2, 2)),
        (100, (80, 10, 10)),
        (9_996, (7_996, 1000, 1000)),
        (10_000, (8_000, 1000, 1000)),
        (10_001, (8_001, 1000, 1000)),
        (10_099, (8_099, 1000, 1000)),
        (60_000, (58_000, 1000, 1000)),
        (np.int64(1_000_000), (998_000, 1000, 1000)),
    ],
)
def test_split_sizes(n_samples, sizes):
    assert split_sizes(n_samples) == sizes
    assert all(type(size) is int for size in split_sizes(n_samples))


@given(st.integers(3, 30_000))
def test_split_sizes_add_up_and_never_jump(n_samples):
    n_train, n_valid, n_test = split_sizes(n_samples)
    assert n_train + n_valid + n_test == n_samples
    assert n_valid == n_test >= 1
    assert n_train >= n_valid
    assert 0 <= split_sizes(n_samples + 1)[1] - n_valid <= 1
    assert abs(n_valid - min(n_samples / 10, 1000)) <= 0.5 or n_valid == 1


@pytest.mark.parametrize("n_samples", [2, 0, -1, 10.0, "10", None, True])
def test_split_sizes_refuses(n_samples):
    with pytest.raises(ValueError, match=r"n_samples is .*; wanted an integer of at least 3"):
        split_sizes(n_samples)


# --- train_valid_test_split


@settings(max_examples=300, deadline=None)
@given(n_samples=st.integers(3, 60), seed=SEEDS, data=st.data())
def test_a_split_is_a_partition_that_keeps_rows_together(n_samples, seed, data):
    n_valid = data.draw(st.integers(1, n_samples - 2))
    n_test = data.draw(st.integers(1, n_samples - 1 - n_valid))
    numbers = np.arange(n_samples)
    arrays = [numbers, (3 * numbers)[:, np.newaxis], np.stack([numbers] * 4, 1).reshape(-1, 2, 2)]
    parts = train_valid_test_split(
        *arrays, valid_size=n_valid, test_size=n_test, random_state=seed
    )
    sizes = [n_samples - n_valid - n_test, n_valid, n_test]
    assert [len(part) for part in parts] == sizes * 3
    assert sorted(np.concatenate(parts[:3]).tolist()) == numbers.tolist()
    for which, columns, images in zip(parts[:3], parts[3:6], parts[6:], strict=True):
        assert columns.tolist() == (3 * which[:, np.newaxis]).tolist()
        assert images.shape == (len(which), 2, 2)
        assert (images == which[:, np.newaxis, np.newaxis]).all()
    again = train_valid_test_split(
        numbers, valid_size=n_valid, test_size=n_test, random_state=seed
    )
    assert [part.tolist() for part in again] == [part.tolist() for part in parts[:3]]


@settings(max_examples=500, deadline=None)
@given(y=labels(at_least=3), seed=SEEDS, data=st.data(), column=st.booleans())
def test_a_stratified_split_gives_every_class_its_share(y, seed, data, column):
    n_samples, n_classes = len(y), len(np.unique(y))
    n_valid = data.draw(st.integers(n_classes, n_samples - 2 * n_classes))
    n_test = data.draw(st.integers(n_classes, n_samples - n_classes - n_valid))
    train, valid, test = train_valid_test_split(
        np.arange(n_samples),
        valid_size=n_valid,
        test_size=n_test,
        stratify=y[:, np.newaxis] if column else y,
        random_state=seed,
    )
    assert (len(train), len(valid), len(test)) == (n_samples - n_valid - n_test, n_valid, n_test)
    assert sorted([*train, *valid, *test]) == list(range(n_samples))
    for label in np.unique(y):
        n_class, in_valid, in_test = (np.sum(part == label) for part in (y, y[valid], y[test]))
        assert abs(in_test - n_class * n_test / n_samples) < 1
        assert abs(in_valid - (n_class - in_test) * n_valid / (n_samples - n_test)) < 1


def test_the_largest_remainders_are_rounded_up():
    # Of 16, 5 and 9 samples, a test set of 10 wants 5.33, 1.67 and 3.
    y = np.repeat([0, 1, 2], [16, 5, 9])
    for seed in range(20):
        *_, y_test = train_valid_test_split(
            y, valid_size=5, test_size=10, stratify=y, random_state=seed
        )
        assert np.bincount(y_test).tolist() == [5, 2, 3]


def test_chance_chooses_between_equal_remainders():
    y = np.repeat([0, 1], 10)
    seen = Counter()
    for seed in range(200):
        _, y_valid, y_test = train_valid_test_split(
            y, valid_size=3, test_size=3, stratify=y, random_state=seed
        )
        seen[int(y_test.sum())] += 1
        assert y_valid.sum() + y_test.sum() == 3  # what one set has too few of, the other gets
    assert set(seen) == {1, 2}
    assert 60 < seen[1] < 140


@pytest.mark.parametrize("stratify", [None, np.repeat([0, 1], [10, 20])])
def test_every_sample_is_as_likely_to_be_tested(stratify):
    counts, n_repeats = np.zeros((3, 30)), 2000
    generator = np.random.default_rng(0)
    for _ in range(n_repeats):
        parts = train_valid_test_split(
            np.arange(30), valid_size=6, test_size=3, stratify=stratify, random_state=generator
        )
        for row, part in zip(counts, parts, strict=True):
            row[part] += 1
    expected = np.array([21, 6, 3]) / 30
    deviation = np.sqrt(expected * (1 - expected) / n_repeats)
    off = np.abs(counts / n_repeats - expected[:, np.newaxis]) / deviation[:, np.newaxis]
    assert off.max() < 5


@pytest.mark.parametrize("stratify", [None, [0, 1] * 50])
def test_every_set_is_shuffled(stratify):
    for part in train_valid_test_split(
        np.arange(100), valid_size=20, test_size=20, stratify=stratify, random_state=0
    ):
        # Samples do not stay in order, nor do classes.
        assert part.tolist() != sorted(part)
        assert 1 < np.count_nonzero(np.diff(part % 2)) < len(part) - 1


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({}, [80, 10, 10]),
        ({"valid_size": 0.2}, [70, 20, 10]),
        ({"test_size": 25}, [65, 10, 25]),
        ({"valid_size": 0.001, "test_size": 0.98}, [1, 1, 98]),
        ({"valid_size": np.float32(0.25), "test_size": np.int8(5)}, [70, 25, 5]),
    ],
)
def test_sizes_are_numbers_or_fractions(sizes, expected):
    parts = train_valid_test_split(np.arange(100), **sizes)
    assert [len(part) for part in parts] == expected


def test_the_default_sizes_are_those_of_split_sizes():
    for n_samples in (3, 4, 25, 999, 10_000, 12_345):
        parts = train_valid_test_split(np.arange(n_samples))
        assert tuple(map(len, parts)) == split_sizes(n_samples)


def test_a_seed_repeats_and_a_generator_goes_on():
    def split(random_state):
        return train_valid_test_split(np.arange(50), random_state=random_state)[0].tolist()

    generator = np.random.default_rng(0)
    assert split(0) == split(0) == split(generator) != split(generator)
    assert split(0) != split(1)
    assert split(None) != split(None)


def test_parts_are_copies_and_keep_shape_and_kind():
    X, y = np.zeros((10, 2), dtype=np.float32), [["a"]] * 5 + [["bc"]] * 5
    X_train, _, _, y_train, _, y_test = train_valid_test_split(X, y, random_state=0)
    X_train[:] = 1
    assert (X == 0).all()
    assert X_train.dtype == np.float32
    assert (y_train.shape, y_test.shape, y_train.dtype.kind) == ((8, 1), (1, 1), "U")


@pytest.mark.parametrize(
    ("arrays", "options", "message"),
    [
        ((), {}, "There is nothing to split"),
        (([1, 2],), {}, "There are 2 samples; wanted at least 3"),
        (([],), {}, r"arrays\[0\] has shape \(0,\)"),
        ((range(5), 3), {}, r"arrays\[1\] has shape \(\)"),
        ((range(5), np.zeros((5, 0))), {}, r"arrays\[1\] has shape \(5, 0\)"),
        ((range(5), range(4)), {}, r"arrays\[0\] has 5, arrays\[1\] has 4"),
        ((range(3), [0.0, np.nan, 1.0]), {}, r"arrays\[1\] holds 1 values that are NaN"),
        ((range(3), [0, None, 1]), {}, r"arrays\[1\] has dtype object"),
        (([[1], [2, 3], [4]],), {}, r"arrays\[0\] is not a regular array"),
        ((range(9),), {"valid_size": 0}, "valid_size is 0; wanted an integer of at least 1"),
        ((range(9),), {"test_size": -1}, "test_size is -1"),
        ((range(9),), {"test_size": True}, "test_size is True"),
        ((range(9),), {"valid_size": 0.0}, "valid_size is 0.0; wanted a finite number greater"),
        ((range(9),), {"valid_size": 1.5}, "valid_size is 1.5"),
        ((range(9),), {"valid_size": np.nan}, "valid_size is nan"),
        ((range(9),), {"test_size": "1"}, "test_size is '1'"),
        ((range(9),), {"valid_size": 4, "test_size": 5}, "makes 4 and test_size 5 of 9 samples"),
        ((range(9),), {"valid_size": 0.001, "test_size": 0.9}, "makes 1 and test_size 8 of 9"),
        ((range(9),), {"test_size": 1.0}, "makes 1 and test_size 9 of 9 samples"),
        ((range(9),), {"valid_size": 10**30}, "of 9 samples; wanted at least one left"),
        ((range(9),), {"random_state": "x"}, "random_state is 'x'"),
        ((range(9),), {"stratify": [0, 1]}, "stratify has 2 labels; wanted 9, one each"),
        ((range(9),), {"stratify": True}, r"stratify has shape \(\)"),
        ((range(3),), {"stratify": [0.0, np.nan, 0.0]}, "stratify holds 1 values"),
        (
            (range(9),),
            {"stratify": ["a", "b", "a", "b", "a", "a", "a", "a", "a"]},
            "stratify has 2 samples of class 'b'; wanted at least 3",
        ),
        (
            (range(9),),
            {"stratify": [0, 0, 0, 0, 1, 1, 1, 1, 1], "valid_size": 2},
            "smallest set has 1 samples, but stratify has 2 classes",
        ),
        (
            (range(9),),
            {"stratify": [0, 0, 0, 0, 1, 1, 1, 1, 1], "valid_size": 4, "test_size": 4},
            "smallest set has 1 samples",
        ),
    ],
)
def test_a_split_refuses(arrays, options, message):
    with pytest.raises(ValueError, match=message):
        train_valid_test_split(*arrays, **options)


# --- folds


def as_lists(pairs):
    return [(train.tolist(), test.tolist()) for train, test in pairs]


@settings(max_examples=300, deadline=None)
@given(n_samples=st.integers(2, 60), n_splits=st.integers(2, 12))
def test_folds_agree_with_scikit_learn(n_samples, n_splits):
    assume(n_splits <= n_samples)
    X = np.zeros((n_samples, 2))
    expected = reference.KFold(n_splits).split(X)
    assert as_lists(KFold(n_splits).split(X)) == as_lists(expected)


@settings(max_examples=500, deadline=None)
@given(data=st.data(), n_splits=st.integers(2, 6), column=st.booleans())
def test_stratified_folds_agree_with_scikit_learn(data, n_splits, column):
    y = data.draw(labels(at_least=n_splits))
    X = np.zeros((len(y), 2))
    expected = reference.StratifiedKFold(n_splits).split(X, y)
    actual = StratifiedKFold(n_splits).split(X, y[:, np.newaxis] if column else y)
    assert as_lists(actual) == as_lists(expected)


@settings(max_examples=300, deadline=None)
@given(data=st.data(), n_splits=st.integers(2, 6), seed=SEEDS, kind=st.sampled_from([0, 1]))
def test_shuffled_folds_are_a_partition_with_even_sizes(data, n_splits, seed, kind):
    y = data.draw(labels(at_least=n_splits))
    make, make_reference = [
        (KFold, reference.KFold),
        (StratifiedKFold, reference.StratifiedKFold),
    ][kind]
    folds = make(n_splits, shuffle=True, random_state=seed)
    pairs = list(folds.split(y, y))
    assert len(pairs) == folds.get_n_splits() == n_splits
    assert sorted(np.concatenate([test for _, test in pairs]).tolist()) == list(range(len(y)))
    expected = make_reference(n_splits, shuffle=True, random_state=0).split(y, y)
    for (train, test), (_, other) in zip(pairs, expected, strict=True):
        assert train.tolist() == sorted(set(range(len(y))) - set(test.tolist()))
        assert test.tolist() == sorted(test)
        assert len(test) == len(other)
        if make is StratifiedKFold:
            assert Counter(y[test].tolist()) == Counter(y[other].tolist())
    assert as_lists(folds.split(y, y)) == as_lists(pairs)


@pytest.mark.parametrize("make", [KFold, StratifiedKFold])
def test_shuffled_folds_follow_their_random_state(make):
    y = [0, 1] * 20

    def test_indices(random_state):
        pairs = make(4, shuffle=True, random_state=random_state).split(y, y)
        return [test.tolist() for _, test in pairs]

    assert test_indices(0) == test_indices(0) != test_indices(1)
    assert test_indices(None) != test_indices(None)
    generator = np.random.default_rng(0)
    assert test_indices(generator) == test_indices(0) != test_indices(generator)
    assert test_indices(0) != [test.tolist() for _, test in make(4).split(y, y)]


@pytest.mark.parametrize("make", [KFold, StratifiedKFold])
def test_every_pair_of_samples_can_share_a_fold(make):
    together = np.zeros((8, 8))
    for seed in range(300):
        for _, test in make(2, shuffle=True, random_state=seed).split(range(8), [0] * 8):
            together[np.ix_(test, test)] += 1
    # 3 of the 7 others are in the same half.
    off_diagonal = together[~np.eye(8, dtype=bool)] / 300
    assert np.abs(off_diagonal - 3 / 7).max() < 5 * math.sqrt(3 / 7 * 4 / 7 / 300)


def test_names_of_classes_do_not_matter():
    y = np.array([2, 2, 0, 1, 1, 0, 2, 1, 0, 2])
    folds = StratifiedKFold(3)
    renamed = np.array(["x", "z", "a"])[y]
    assert as_lists(folds.split(y, y)) == as_lists(folds.split(y, renamed))


@pytest.mark.parametrize("make", [KFold, StratifiedKFold])
@pytest.mark.parametrize(
    ("args", "options", "message"),
    [
        ((1,), {}, "n_splits is 1; wanted an integer of at least 2"),
        ((2.0,), {}, "n_splits is 2.0"),
        ((), {"shuffle": 1}, "shuffle is 1; wanted True or False"),
        ((), {"random_state": 0}, "random_state is given, but shuffle is False"),
        ((), {"shuffle": True, "random_state": -1}, "random_state is -1"),
    ],
)
def test_folds_refuse_arguments(make, args, options, message):
    with pytest.raises(ValueError, match=message):
        make(*args, **options)


@pytest.mark.parametrize(
    ("folds", "X", "y", "message"),
    [
        (KFold(3), [1, 2], None, "X has 2 samples; wanted at least n_splits, which is 3"),
        (KFold(3), [], None, r"X has shape \(0,\)"),
        (KFold(3), 7, None, r"X has shape \(\)"),
        (KFold(3), [1.0, np.nan, 2.0], None, "X holds 1 values"),
        (KFold(3), [1, 2, 3], [1, 2], "X has 3, y has 2"),
        (StratifiedKFold(2), [1, 2, 3], [0, 0], "X has 3, y has 2"),
        (StratifiedKFold(2), [1, 2, 3], [0, 0, 1], "y has 1 samples of class 1; wanted at least"),
        (StratifiedKFold(3), [1, 2], ["a", "a"], "y has 2 samples of class 'a'"),
        (StratifiedKFold(2), [1, 2], [[0, 0], [0, 0]], r"y has shape \(2, 2\)"),
        (StratifiedKFold(2), [1, 2], [0.0, np.nan], "y holds 1 values"),
        (StratifiedKFold(2), [], [], r"X has shape \(0,\)"),
    ],
)
def test_folds_refuse_samples_at_the_call(folds, X, y, message):
    with pytest.raises(ValueError, match=message):
        folds.split(X, y)


def test_folds_say_what_they_are():
    assert repr(KFold(3)) == "KFold(n_splits=3, shuffle=False, random_state=None)"
    assert eval(repr(StratifiedKFold(4, shuffle=True, random_state=1))).random_state == 1


# --- ParameterGrid

VALUES = st.lists(st.integers(0, 3) | st.sampled_from(["a", None, (1, 2)]), min_size=1, max_size=4)
GRIDS = st.dictionaries(st.sampled_from("dbcae"), VALUES, max_size=4)


@settings(max_examples=300, deadline=None)
@given(GRIDS | st.lists(GRIDS, min_size=1, max_size=3))
def test_grid_agrees_with_scikit_learn(param_grid):
    grid = ParameterGrid(param_grid)
    expected = list(reference.ParameterGrid(param_grid))
    assert list(grid) == expected
    assert len(grid) == len(expected)
    assert [grid[i] for i in range(len(grid))] == expected
    assert [grid[i] for i in range(-len(grid), 0)] == expected
    assert [list(grid[i]) for i in range(len(grid))] == [list(params) for params in grid]
    for index in (len(grid), -len(grid) - 1):
        with pytest.raises(IndexError, match=f"index is {index}, but there are {len(grid)}"):
            grid[index]


def test_values_of_arrays_become_python_numbers():
    grid = ParameterGrid({"a": np.array([1, 2]), "b": np.linspace(0, 1, 2), "c": range(1)})
    assert [type(value) for value in grid[0].values()] == [int, float, int]
    assert len(grid) == 4


def test_a_grid_does_not_change_with_the_lists_it_was_made_of():
    values = [1, 2]
    grid = ParameterGrid({"a": values})
    values.append(3)
    assert list(grid) == [{"a": 1}, {"a": 2}]
    assert repr(grid) == "ParameterGrid(2 combinations)"


@pytest.mark.parametrize(
    ("space", "message"),
    [
        ([], "is an empty list; wanted a dict"),
        ("ab", "is 'ab'; wanted a dict"),
        (None, "is of type NoneType"),
        ([{"a": [1]}, 3], "holds something of type int; wanted dicts"),
        ({1: [1]}, "has the key 1; wanted strings"),
        ({"a": []}, r"\['a'\] is an empty list; wanted the values to try"),
        ({"a": 3}, r"\['a'\] is of type int"),
        ({"a": "tanh"}, r"\['a'\] is 'tanh'; wanted the values to try: a list"),
        ({"a": {1, 2}}, r"\['a'\] is of type set"),
        ({"a": np.zeros((2, 2))}, r"\['a'\] is an array of shape \(2, 2\)"),
        ({"a": np.zeros(0)}, r"\['a'\] is an empty list"),
    ],
)
def test_wrong_spaces_are_refused(space, message):
    with pytest.raises(ValueError, match=f"param_grid.*({message})"):
        ParameterGrid(space)
    with pytest.raises(ValueError, match=f"param_distributions.*({message})"):
        ParameterSampler(space, 1)


def test_a_grid_has_no_distributions():
    with pytest.raises(ValueError, match=r"param_grid\['a'\] is a distribution; wanted a list"):
        ParameterGrid({"a": loguniform(1, 2)})


# --- ParameterSampler


@settings(max_examples=200, deadline=None)
@given(
    sizes=st.lists(st.integers(1, 4), min_size=1, max_size=3),
    several=st.booleans(),
    seed=SEEDS,
    data=st.data(),
)
def test_lists_are_sampled_without_replacement(sizes, several, seed, data):
    space = {f"p{i}": list(range(size)) for i, size in enumerate(sizes)}
    spaces = [space, {"q": ["x", "y"]}] if several else space
    everything = list(ParameterGrid(spaces))
    n_iter = data.draw(st.integers(1, len(everything)))
    sampler = ParameterSampler(spaces, n_iter, random_state=seed)
    drawn = list(sampler)
    assert len(drawn) == len(sampler) == n_iter
    assert all(params in everything for params in drawn)
    assert all(a != b for a, b in itertools.combinations(drawn, 2))
    assert drawn == list(sampler)


def test_every_combination_is_as_likely():
    counts = Counter()
    for seed in range(600):
        for params in ParameterSampler({"a": [0, 1, 2], "b": [0, 1]}, 2, random_state=seed):
            counts[params["a"], params["b"]] += 1
    assert len(counts) == 6
    assert max(abs(count - 200) for count in counts.values()) < 5 * math.sqrt(600 * 2 / 9)


def test_distributions_and_lists_are_mixed():
    space = {"b": loguniform(1e-3, 1), "a": ["x", "y"], "c": scipy.stats.randint(5, 7)}
    trials = list(ParameterSampler(space, 300, random_state=0))
    assert [list(trial) for trial in trials] == [["a", "b", "c"]] * 300
    assert {trial["a"] for trial in trials} == {"x", "y"}
    assert {trial["c"] for trial in trials} == {5, 6}
    assert len({trial["b"] for trial in trials}) == 300
    assert {type(trial["b"]) for trial in trials} == {float}
    # Two lists of values are drawn independently of each other.
    shares = Counter((trial["a"], trial["c"]) for trial in trials)
    assert min(shares.values()) > 50


def test_several_spaces_with_distributions_are_chosen_by_chance():
    spaces = [{"a": scipy.stats.norm()}, {"b": [1, 2]}]
    trials = list(ParameterSampler(spaces, 200, random_state=0))
    assert 70 < sum("a" in trial for trial in trials) < 130
    assert {type(trial["a"]) for trial in trials if "a" in trial} == {float}
    assert {trial["b"] for trial in trials if "b" in trial} == {1, 2}


def test_a_distribution_may_return_anything():
    class Sizes:
        def rvs(self, *, random_state):
            return (int(random_state.integers(1, 3)), 2)

    trials = list(ParameterSampler({"hidden_layer_sizes": Sizes()}, 20, random_state=0))
    assert {trial["hidden_layer_sizes"] for trial in trials} == {(1, 2), (2, 2)}


def test_a_sampler_follows_its_random_state_and_not_the_order_of_names():
    def draw(random_state, space):
        return list(ParameterSampler(space, 5, random_state=random_state))

    space = {"a": loguniform(1, 10), "b": list(range(100))}
    backwards = dict(reversed(space.items()))
    generator = np.random.default_rng(0)
    first = draw(0, space)
    assert first == draw(0, backwards) == draw(generator, space)
    assert first != draw(1, space)
    assert first != draw(generator, space)
    assert draw(None, space) != draw(None, space)


@pytest.mark.parametrize("n_lists", [5, 8, 20])
def test_a_space_may_be_larger_than_any_integer(n_lists):
    # 5 lists make 1e10 combinations, 8 make 1e16, 20 make 1e40: more than len() can tell.
    space = {f"p{i:02}": range(100) for i in range(n_lists)}
    trials = list(ParameterSampler(space, 50, random_state=0))
    assert len({tuple(trial.values()) for trial in trials}) == 50
    assert {list(trial)[-1] for trial in trials} == {f"p{n_lists - 1:02}"}
    assert len({trial["p00"] for trial in trials}) > 20
    assert len({trial[f"p{n_lists - 1:02}"] for trial in trials}) > 20
    assert ParameterGrid(space)[-1] == dict.fromkeys(space, 99)


@pytest.mark.parametrize(
    ("args", "options", "message"),
    [
        (({"a": [1, 2]}, 3), {}, "n_iter is 3, but there are 2 combinations"),
        (({"a": [1, 2]}, 0), {}, "n_iter is 0; wanted an integer of at least 1"),
        (({"a": [1, 2]}, 1.0), {}, "n_iter is 1.0"),
        (({"a": [1, 2]}, 1), {"random_state": "0"}, "random_state is '0'"),
    ],
)
def test_a_sampler_refuses(args, options, message):
    with pytest.raises(ValueError, match=message):
        ParameterSampler(*args, **options)


def test_a_sampler_says_what_it_is():
    sampler = ParameterSampler({"a": [1, 2]}, 2, random_state=3)
    assert repr(sampler) == "ParameterSampler(n_iter=2, random_state=3)"


# --- loguniform


@pytest.mark.parametrize(("low", "high"), [(1e-4, 1.0), (1, 10), (1e-300, 1e300), (2, 2.001)])
def test_loguniform_has_the_distribution_of_scipy(low, high):
    values = loguniform(low, high).rvs(2000, random_state=0)
    assert scipy.stats.kstest(values, scipy.stats.loguniform(low, high).cdf).pvalue > 0.01


@settings(max_examples=200)
@given(low=st.floats(1e-308, 1e308), ratio=st.floats(1 + 1e-15, 2), seed=SEEDS)
def test_loguniform_stays_in_its_range(low, ratio, seed):
    high = low * ratio
    assume(low < high < math.inf)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        values = loguniform(low, high).rvs((5, 2), random_state=seed)
    assert values.shape == (5, 2)
    assert low <= values.min() <= values.max() <= high


def test_one_value_is_a_float_and_repeats_with_its_seed():
    distribution = loguniform(0.1, 10)
    value = distribution.rvs(random_state=5)
    assert type(value) is float
    assert value == distribution.rvs(random_state=5) == distribution.rvs(3, random_state=5)[0]
    assert repr(distribution) == "loguniform(0.1, 10)"


@pytest.mark.parametrize(
    ("low", "high", "message"),
    [
        (0, 1, "low is 0; wanted a finite number greater than 0"),
        (-1, 1, "low is -1"),
        (1, 1, "high is 1; wanted a finite number greater than 1"),
        (2, 1, "high is 1"),
        (1, math.inf, "high is inf"),
        (math.nan, 1, "low is nan"),
        ("1", 2, "low is '1'"),
    ],
)
def test_loguniform_refuses(low, high, message):
    with pytest.raises(ValueError, match=message):
        loguniform(low, high)


def test_importing_needs_neither_matplotlib_nor_joblib():
    code = (
        "import sys, goodpractice.model_selection, goodpractice.preprocessing; "
        "sys.exit(bool({'matplotlib', 'joblib', 'tqdm', 'sklearn', 'scipy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
