# The student draws places with replacement.
# Message must contain: no `choice`
def stratified_split(y, *, fraction, seed):
    rng = np.random.default_rng(seed)
    held_out = []
    for label in np.unique(y):
        places = np.flatnonzero(y == label)
        held_out.extend(rng.choice(places, size=round(fraction * len(places))))
    rest = [i for i in range(len(y)) if i not in held_out]
    return np.array(rest), np.array(held_out)
