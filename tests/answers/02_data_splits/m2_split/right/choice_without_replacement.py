def shuffled_split(X, y, *, n_valid, n_test, seed):
    rng = np.random.default_rng(seed)
    everything = np.arange(len(X))
    test = rng.choice(everything, n_test, replace=False)
    rest = np.setdiff1d(everything, test)
    valid = rng.choice(rest, n_valid, replace=False)
    train = np.setdiff1d(rest, valid)
    return X[train], X[valid], X[test], y[train], y[valid], y[test]
