# The student draws without replacement, but each set from all samples.
# Message must contain: stand twice
def shuffled_split(X, y, *, n_valid, n_test, seed):
    rng = np.random.default_rng(seed)
    n = len(X)
    sizes = (n - n_valid - n_test, n_valid, n_test)
    train, valid, test = (rng.choice(n, size, replace=False) for size in sizes)
    return X[train], X[valid], X[test], y[train], y[valid], y[test]
