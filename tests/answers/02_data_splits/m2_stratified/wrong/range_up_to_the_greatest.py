# The student counts labels from 0 to the greatest: negative ones are lost.
# Message must contain: any ints, -3 too
def stratified_split(y, *, fraction, seed):
    rng = np.random.default_rng(seed)
    rest, held = [], []
    for label in range(y.max() + 1):
        p = rng.permutation(np.flatnonzero(y == label))
        k = round(fraction * len(p))
        held.extend(p[:k]); rest.extend(p[k:])
    return np.array(rest, dtype=int), np.array(held, dtype=int)
