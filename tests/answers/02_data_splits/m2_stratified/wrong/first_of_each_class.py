# The student takes the first samples of each class.
# Message must contain: Seeds 1 and 2 gave the same split
def stratified_split(y, *, fraction, seed):
    rest, held_out = [], []
    for label in np.unique(y):
        places = np.flatnonzero(y == label)
        n_held_out = round(fraction * len(places))
        held_out.append(places[:n_held_out])
        rest.append(places[n_held_out:])
    return np.concatenate(rest), np.concatenate(held_out)
