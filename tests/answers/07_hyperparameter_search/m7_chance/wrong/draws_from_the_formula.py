# The student draws the shares from the formula, and simulates no search.
# Message must contain: the shares of both halves, added,
def hit_chance(width, n_trials, n_dims):
    k = round(n_trials ** (1 / n_dims))
    return min(1.0, k * width), 1 - (1 - width) ** n_trials


def simulate_hits(width, n_trials, n_dims, n_repeats, seed, start=0.35):
    rng = np.random.default_rng(seed)
    chances = hit_chance(min(width, 1 - start), n_trials, n_dims)
    return tuple(float(rng.binomial(n_repeats, p) / n_repeats) for p in chances)
