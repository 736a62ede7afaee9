# The student returns the labels instead of the indices.
# Message must contain: No labels
def stratified_split(y, *, fraction, seed):
    rng = np.random.default_rng(seed)
    rest, held_out = [], []
    for label in np.unique(y):
        places = rng.permutation(np.flatnonzero(y == label))
        n_held_out = round(fraction * len(places))
        held_out.append(places[:n_held_out])
        rest.append(places[n_held_out:])
    return y[np.concatenate(rest)], y[np.concatenate(held_out)]
