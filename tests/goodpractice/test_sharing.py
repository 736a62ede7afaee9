"""Two names of one object, found in what a call was given and what it returned."""

import copy

import numpy as np
import pytest

from goodpractice._sharing import shared_parts
from goodpractice.checks import Incorrect, check_not_shared

KEPT = np.random.default_rng(0)


def _contents():
    return {"epoch": 3, "weights": {"W": np.zeros((2, 3)), "b": np.zeros(3)}, "history": [1.0]}


@pytest.mark.parametrize(
    "copies",
    [
        copy.deepcopy,
        lambda given: {"W": given["weights"]["W"].copy(), "history": [*given["history"]]},
        lambda given: given["epoch"],
        lambda given: (given["weights"]["W"] + 0, "text", None),
        lambda given: None,
    ],
)
def test_copies_share_nothing(copies):
    assert shared_parts(copies, (_contents(),), 1)[1] == []


@pytest.mark.parametrize(
    ("makes", "wanted"),
    [
        (lambda given: given["weights"], ("['weights']", "", "dict")),
        (lambda given: dict(given), ("['weights']['W']", "['weights']['W']", "ndarray")),
        (lambda given: [given["weights"]["W"][0]], ("['weights']['W']", "[0]", "ndarray")),
        (lambda given: (1, given["weights"]["b"].T), ("['weights']['b']", "[1]", "ndarray")),
        (lambda given: np.asarray(given["weights"]["b"]), ("['weights']['b']", "", "ndarray")),
        (lambda given: {"h": given["history"]}, ("['history']", "['h']", "list")),
    ],
)
def test_what_is_shared_is_found_with_the_way_to_it(makes, wanted):
    way, other_way, kind = wanted
    assert ((0, way), (1, other_way), kind) in shared_parts(makes, (_contents(),), 1)[1]


def test_neighbouring_columns_are_two_arrays():
    table = np.zeros((4, 2))
    assert shared_parts(lambda *sets: 0, ({"x": table[:, 0]}, {"y": table[:, 1]}), 1)[1] == []


def test_two_arguments_and_two_results_are_compared():
    def moves(net, contents):
        net["weights"] = contents["weights"]

    net, contents = {}, {"weights": np.zeros(2)}
    results, shared = shared_parts(moves, (net, contents), 1)
    assert results == [None]
    assert shared == [((0, "['weights']"), (1, "['weights']"), "ndarray")]

    _, shared = shared_parts(lambda: {"generator": KEPT}, (), 2)
    assert ((0, "['generator']"), (1, "['generator']"), "Generator") in shared
    _, shared = shared_parts(lambda: np.random.Generator(KEPT.bit_generator), (), 2)
    assert shared == [((0, ""), (1, ""), "Generator")]
    assert shared_parts(lambda: np.random.default_rng(0), (), 2)[1] == []


def test_a_value_that_holds_itself_ends():
    ring = []
    ring.append(ring)
    assert shared_parts(lambda given: given, (ring,), 1)[1] == [((0, ""), (1, ""), "list")]


def test_the_check_looks_at_the_kinds_that_matter():
    given, names = {"weights": np.zeros(2)}, ("the file", "the run")
    with pytest.raises(Incorrect) as caught:
        check_not_shared(dict, given, names=names, what="dict(file)", hint="Copy.")
    assert str(caught.value) == (
        "After dict(file), the file['weights'] and the run['weights'] are one ndarray with two "
        "names: who changes one changes both. Copy."
    )
    result = check_not_shared(dict, given, names=names, what="dict", kinds=["Generator"])
    assert result["weights"] is given["weights"]
