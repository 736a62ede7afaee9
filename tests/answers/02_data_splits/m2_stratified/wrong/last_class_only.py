# The student returns the pieces of the last class.
# Message must contain: Other labels?
def stratified_split(y, *, fraction, seed):
    rng = np.random.default_rng(seed)
    rest, held_out = [], []
    for label in np.unique(y):
        places = rng.permutation(np.flatnonzero(y == label))
        n_held_out = round(fraction * len(places))
        held_out.append(places[:n_held_out])
        rest.append(places[n_held_out:])
    return places[n_held_out:], places[:n_held_out]
