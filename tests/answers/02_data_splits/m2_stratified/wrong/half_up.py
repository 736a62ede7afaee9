# The student adds a half and cuts off: 0.5 of 5 gives 3.
# Message must contain: `round` makes 2 of 2.5
def stratified_split(y, *, fraction, seed):
    rng = np.random.default_rng(seed)
    rest, held_out = [], []
    for label in np.unique(y):
        places = rng.permutation(np.flatnonzero(y == label))
        n_held_out = int(fraction * len(places) + 0.5)
        held_out.append(places[:n_held_out])
        rest.append(places[n_held_out:])
    return np.concatenate(rest), np.concatenate(held_out)
