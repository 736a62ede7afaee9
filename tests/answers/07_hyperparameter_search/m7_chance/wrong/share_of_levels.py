# The student counts levels that hit, not searches.
# Message must contain: One level is enough
def hit_chance(width, n_trials, n_dims):
    k = round(n_trials ** (1 / n_dims))
    return min(1.0, k * width), 1 - (1 - width) ** n_trials


def simulate_hits(width, n_trials, n_dims, n_repeats, seed, start=0.35):
    rng = np.random.default_rng(seed)
    k = round(n_trials ** (1 / n_dims))
    u = rng.random((n_repeats, 1))
    levels = (u + np.arange(k)) / k
    grid = (start <= levels) & (levels < start + width)
    draws = rng.random((n_repeats, n_trials))
    random = np.any((start <= draws) & (draws < start + width), axis=1)
    return grid.mean(), random.mean()
