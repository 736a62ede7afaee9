# The student leaves the held-out samples in the rest.
# Message must contain: rest is p[m:]
def stratified_split(y, *, fraction, seed):
    rng = np.random.default_rng(seed)
    held_out = []
    for label in np.unique(y):
        places = rng.permutation(np.flatnonzero(y == label))
        held_out.append(places[: round(fraction * len(places))])
    return np.arange(len(y)), np.concatenate(held_out)
