# The student draws each set for itself, so that sets share samples.
# Message must contain: stand twice
def shuffled_split(X, y, *, n_valid, n_test, seed):
    rng = np.random.default_rng(seed)
    n = len(X)
    train = rng.integers(0, n, n - n_valid - n_test)
    valid, test = rng.integers(0, n, n_valid), rng.integers(0, n, n_test)
    return X[train], X[valid], X[test], y[train], y[valid], y[test]
