import numpy as np
import pytest

from goodpractice import datasets

MAKERS = [getattr(datasets, name) for name in datasets.__all__]
NOISY_LABELS = [datasets.make_sine, datasets.make_ellipse]


@pytest.mark.parametrize("make", MAKERS)
def test_shapes_dtypes_and_seeds(make):
    X, y = make(37, random_state=3)
    assert (X.shape, X.dtype) == ((37, 2), np.float64)
    assert (y.shape, y.dtype) == ((37,), np.int64)
    again_X, again_y = make(37, random_state=np.random.default_rng(3))
    assert np.array_equal(X, again_X)
    assert np.array_equal(y, again_y)
    assert not np.array_equal(X, make(37, random_state=4)[0])


@pytest.mark.parametrize("make", MAKERS)
def test_a_generator_moves_on(make):
    generator = np.random.default_rng(0)
    first, second = make(10, random_state=generator), make(10, random_state=generator)
    assert not np.array_equal(first[0], second[0])


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("n_samples", [0, -1, 2.0, None, True])
def test_wrong_sizes_are_refused(make, n_samples):
    with pytest.raises(ValueError, match="n_samples is"):
        make(n_samples)


@pytest.mark.parametrize(
    ("make", "share"), [(datasets.make_sine, 0.62), (datasets.make_ellipse, 0.655)]
)
def test_points_fill_the_square_and_classes_have_their_share(make, share):
    X, y = make(100_000, random_state=0)
    assert -1 <= X.min() < -0.999
    assert 0.999 < X.max() <= 1
    assert np.abs(X.mean(axis=0)).max() < 0.01
    assert y.mean() == pytest.approx(share, abs=0.01)


def test_boundaries():
    X, y = datasets.make_sine(5000, random_state=1)
    for (x1, x2), label in zip(X, y, strict=True):
        assert label == (x2 >= -0.25 + 0.75 * np.sin(np.pi * x1))
    X, y = datasets.make_ellipse(5000, random_state=1)
    for (x1, x2), label in zip(X, y, strict=True):
        assert label == (2 * x1 * x1 + 3 * x2 * x2 + 0.75 * x1 + 0.25 * x2 >= 1)


def test_no_line_beats_the_majority_class_on_the_ellipse():
    X, y = datasets.make_ellipse(100_000, random_state=0)
    best = 0.0
    for angle in np.linspace(0, 2 * np.pi, 90, endpoint=False):
        order = np.argsort(X @ [np.cos(angle), np.sin(angle)])
        # Predict 1 for the first k points along the direction, 0 for the others, for every k.
        hits = np.count_nonzero(y == 0) + np.cumsum(2 * y[order] - 1)
        best = max(best, hits.max() / len(y))
    assert best < y.mean() + 0.002


@pytest.mark.parametrize("make", NOISY_LABELS)
def test_label_noise_flips_that_share_and_nothing_else(make):
    X, y = make(20_000, random_state=5)
    noisy_X, noisy_y = make(20_000, label_noise=0.2, random_state=5)
    assert np.array_equal(X, noisy_X)
    assert np.mean(y != noisy_y) == pytest.approx(0.2, abs=0.01)
    all_flipped = make(100, label_noise=1, random_state=5)[1]
    assert np.array_equal(all_flipped, 1 - make(100, random_state=5)[1])


@pytest.mark.parametrize("make", NOISY_LABELS)
@pytest.mark.parametrize("label_noise", [-0.1, 1.1, np.nan, "0"])
def test_wrong_label_noise_is_refused(make, label_noise):
    with pytest.raises(ValueError, match="label_noise is"):
        make(10, label_noise=label_noise)


@pytest.mark.parametrize("make", [datasets.make_moons, datasets.make_circles])
def test_shapes_without_noise_lie_on_their_circles(make):
    X, y = make(101, random_state=0)
    assert np.bincount(y).tolist() == [51, 50]
    if make is datasets.make_moons:
        center, radius = np.column_stack([y, y / 2]), 1.0
        assert ((X[:, 1] >= y / 2) == (y == 0)).all()
    else:
        center, radius = 0.0, np.where(y == 0, 1, 0.5)
    np.testing.assert_allclose(np.linalg.norm(X - center, axis=1), radius, rtol=1e-12)


@pytest.mark.parametrize("make", [datasets.make_moons, datasets.make_circles, datasets.make_blobs])
def test_noise_is_a_standard_deviation(make):
    without, with_noise = (make(20_000, noise=noise, random_state=0)[0] for noise in (0, 0.3))
    assert (with_noise - without).std() == pytest.approx(0.3, abs=0.01)
    with pytest.raises(ValueError, match="noise is -1"):
        make(10, noise=-1)


def test_blobs_stand_apart_in_equal_numbers():
    X, y = datasets.make_blobs(30_002, centers=4, random_state=0)
    assert np.bincount(y).tolist() == [7501, 7501, 7500, 7500]
    centers = np.array([X[y == k].mean(axis=0) for k in range(4)])
    np.testing.assert_allclose(np.linalg.norm(centers, axis=1), 4, atol=0.1)
    np.testing.assert_allclose(np.linalg.norm(centers[0] - centers[2]), 8, atol=0.1)
    with pytest.raises(ValueError, match="centers is 0"):
        datasets.make_blobs(centers=0)


def test_factor_of_circles_is_checked():
    with pytest.raises(ValueError, match="factor is 2"):
        datasets.make_circles(factor=2)
