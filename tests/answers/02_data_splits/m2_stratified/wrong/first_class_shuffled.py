# The student shuffles the first class alone.
# Message must contain: the same split of class 1
def stratified_split(y, *, fraction, seed):
    rng = np.random.default_rng(seed)
    rest, held_out = [], []
    for label in np.unique(y):
        places = np.flatnonzero(y == label)
        if not rest:
            rng.shuffle(places)
        n_held_out = round(fraction * len(places))
        held_out.append(places[:n_held_out])
        rest.append(places[n_held_out:])
    return np.concatenate(rest), np.concatenate(held_out)
