# The student uses what shuffle returns.
# Message must contain: `shuffle` returns None
def shuffled_split(X, y, *, n_valid, n_test, seed):
    rng = np.random.default_rng(seed)
    order = rng.shuffle(np.arange(len(X)))
    n_train = len(X) - n_valid - n_test
    train, valid, test = order[:n_train], order[n_train:-n_test], order[-n_test:]
    return X[train], X[valid], X[test], y[train], y[valid], y[test]
