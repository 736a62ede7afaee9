# The student takes the labels for 0, 1, ...
# Message must contain: Other labels?
def stratified_split(y, *, fraction, seed):
    rng = np.random.default_rng(seed)
    rest, held_out = [], []
    for label in range(len(np.unique(y))):
        places = rng.permutation(np.flatnonzero(y == label))
        n_held_out = round(fraction * len(places))
        held_out.append(places[:n_held_out])
        rest.append(places[n_held_out:])
    return np.concatenate(rest), np.concatenate(held_out)
