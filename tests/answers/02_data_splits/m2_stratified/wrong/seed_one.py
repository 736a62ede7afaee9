# The student makes the generator from 1.
# Message must contain: Seeds 1 and 2 gave the same split
def stratified_split(y, *, fraction, seed):
    rng = np.random.default_rng(1)
    rest, held_out = [], []
    for label in np.unique(y):
        places = rng.permutation(np.flatnonzero(y == label))
        n_held_out = round(fraction * len(places))
        held_out.append(places[:n_held_out])
        rest.append(places[n_held_out:])
    return np.concatenate(rest), np.concatenate(held_out)
