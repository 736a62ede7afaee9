# The student appends to an empty array, which is of float.
# Message must contain: `np.array([])` float
def stratified_split(y, *, fraction, seed):
    rng = np.random.default_rng(seed)
    rest, held_out = np.array([]), np.array([])
    for label in np.unique(y):
        places = rng.permutation(np.flatnonzero(y == label))
        n_held_out = round(fraction * len(places))
        held_out = np.append(held_out, places[:n_held_out])
        rest = np.append(rest, places[n_held_out:])
    return rest, held_out
