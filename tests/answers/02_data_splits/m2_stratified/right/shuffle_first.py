def stratified_split(y, *, fraction, seed):
    order = np.random.default_rng(seed).permutation(len(y))
    held = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        of_class = order[y[order] == label]
        held[of_class[: int(np.rint(fraction * len(of_class)))]] = True
    return [i for i in range(len(y)) if not held[i]], [i for i in range(len(y)) if held[i]]
