def levels_of_grid(n_trials, n_dims):
    k = 1
    while k**n_dims < n_trials:
        k += 1
    return k


def hit_chance(width, n_trials, n_dims):
    miss = 1.0
    for _ in range(n_trials):
        miss *= 1 - width
    grid = levels_of_grid(n_trials, n_dims) * width
    return (grid if grid < 1 else 1.0, 1 - miss)


def simulate_hits(width, n_trials, n_dims, n_repeats, seed, start=0.35):
    rng, k = np.random.default_rng(seed), levels_of_grid(n_trials, n_dims)
    hits = [0, 0]
    for _ in range(n_repeats):
        u = rng.random()
        hits[0] += any(start <= (u + j) / k < start + width for j in range(k))
        hits[1] += any(start <= value < start + width for value in rng.random(n_trials))
    return hits[0] / n_repeats, hits[1] / n_repeats
