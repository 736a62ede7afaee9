# The student throws a coin for each sample, so that the fraction is met on average only.
# Message must contain: Wanted: [2, 0, 2]
def stratified_split(y, *, fraction, seed):
    chance = np.random.default_rng(seed).random(len(y))
    return np.flatnonzero(chance >= fraction), np.flatnonzero(chance < fraction)
