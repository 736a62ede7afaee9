# The student leaves out the last level of each grid.
# Message must contain: j ends at k - 1
def hit_chance(width, n_trials, n_dims):
    k = round(n_trials ** (1 / n_dims))
    return min(1.0, k * width), 1 - (1 - width) ** n_trials


def simulate_hits(width, n_trials, n_dims, n_repeats, seed, start=0.35):
    rng, k = np.random.default_rng(seed), round(n_trials ** (1 / n_dims))
    grid = (rng.random((n_repeats, 1)) + np.arange(k - 1)) / k
    draws = rng.random((n_repeats, n_trials))
    hits = [(start <= u) & (u < start + width) for u in (grid, draws)]
    return tuple(float(np.mean(np.any(hit, axis=1))) for hit in hits)
