# The student shuffles y first, and returns places in the shuffled copy.
# Message must contain: in y as it came
def stratified_split(y, *, fraction, seed):
    rng = np.random.default_rng(seed)
    y = rng.permutation(y)
    rest, held_out = [], []
    for label in np.unique(y):
        places = rng.permutation(np.flatnonzero(y == label))
        n_held_out = round(fraction * len(places))
        held_out.append(places[:n_held_out])
        rest.append(places[n_held_out:])
    return np.concatenate(rest), np.concatenate(held_out)
