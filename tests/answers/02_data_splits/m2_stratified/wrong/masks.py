# The student returns masks.
# Message must contain: A mask is bool
def stratified_split(y, *, fraction, seed):
    rng = np.random.default_rng(seed)
    held_out = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        places = rng.permutation(np.flatnonzero(y == label))
        held_out[places[: round(fraction * len(places))]] = True
    return ~held_out, held_out
