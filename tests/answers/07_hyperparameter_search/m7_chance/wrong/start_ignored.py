# The student's window starts at 0.
# Message must contain: j ends at k - 1
def hit_chance(width, n_trials, n_dims):
    k = round(n_trials ** (1 / n_dims))
    return min(1.0, k * width), 1 - (1 - width) ** n_trials


def simulate_hits(width, n_trials, n_dims, n_repeats, seed, start=0.35):
    rng = np.random.default_rng(seed)
    k = round(n_trials ** (1 / n_dims))
    u = rng.random((n_repeats, 1))
    levels = (u + np.arange(k)) / k
    grid = np.any((0 <= levels) & (levels < width), axis=1)
    draws = rng.random((n_repeats, n_trials))
    random = np.any((0 <= draws) & (draws < width), axis=1)
    return grid.mean(), random.mean()
