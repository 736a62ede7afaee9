def stratified_split(y, *, fraction, seed):
    rng = np.random.default_rng(seed)
    held_out = []
    for label in set(y):
        (places,) = np.where(y == label)
        held_out.extend(rng.choice(places, size=round(fraction * places.size), replace=False))
    return np.setdiff1d(np.arange(len(y)), held_out), np.sort(held_out)
