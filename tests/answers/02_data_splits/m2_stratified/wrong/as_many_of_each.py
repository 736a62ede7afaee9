# The student takes as many samples of each class.
# Message must contain: 0.25 of 1 is 0
def stratified_split(y, *, fraction, seed):
    rng = np.random.default_rng(seed)
    rest, held_out = [], []
    for label in np.unique(y):
        places = rng.permutation(np.flatnonzero(y == label))
        n_held_out = round(fraction * len(y) / len(np.unique(y)))
        held_out.append(places[:n_held_out])
        rest.append(places[n_held_out:])
    return np.concatenate(rest), np.concatenate(held_out)
