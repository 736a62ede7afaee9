# The student rounds up.
# Message must contain: Of each class
def stratified_split(y, *, fraction, seed):
    rng = np.random.default_rng(seed)
    rest, held_out = [], []
    for label in np.unique(y):
        places = rng.permutation(np.flatnonzero(y == label))
        n_held_out = math.ceil(fraction * len(places))
        held_out.append(places[:n_held_out])
        rest.append(places[n_held_out:])
    return np.concatenate(rest), np.concatenate(held_out)
