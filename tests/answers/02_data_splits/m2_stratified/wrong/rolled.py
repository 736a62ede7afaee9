# The student rolls the places by the seed: neighbours stay together.
# Message must contain: in one stretch
def stratified_split(y, *, fraction, seed):
    rng = np.random.default_rng(seed)
    rest, held = [], []
    for label in np.unique(y):
        p = np.roll(np.flatnonzero(y == label), seed)
        k = round(fraction * len(p))
        held.extend(p[:k]); rest.extend(p[k:])
    return np.array(rest, dtype=int), np.array(held, dtype=int)
