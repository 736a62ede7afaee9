# The student returns the formula instead of simulating.
# Message must contain: j ends at k - 1
def hit_chance(width, n_trials, n_dims):
    k = round(n_trials ** (1 / n_dims))
    return min(1.0, k * width), 1 - (1 - width) ** n_trials


def simulate_hits(width, n_trials, n_dims, n_repeats, seed, start=0.35):
    return hit_chance(width, n_trials, n_dims)
