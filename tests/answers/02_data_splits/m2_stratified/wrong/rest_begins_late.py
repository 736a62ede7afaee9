# The student skips one place between the two parts.
# Message must contain: p[m+1:]
def stratified_split(y, *, fraction, seed):
    rng = np.random.default_rng(seed)
    rest, held = [], []
    for label in np.unique(y):
        p = rng.permutation(np.flatnonzero(y == label))
        k = round(fraction * len(p))
        held.extend(p[:k]); rest.extend(p[k + 1:])
    return np.array(rest, dtype=int), np.array(held, dtype=int)
