# The student makes the generator outside, once.
# Message must contain: The same seed gave another split
rng = np.random.default_rng(1)


def shuffled_split(X, y, *, n_valid, n_test, seed):
    order = rng.permutation(len(X))
    n_train = len(X) - n_valid - n_test
    train, valid, test = order[:n_train], order[n_train : n_train + n_valid], order[n_train + n_valid :]
    return X[train], X[valid], X[test], y[train], y[valid], y[test]
