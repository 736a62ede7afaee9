# The student forgets one of the six.
# Message must contain: Return six
def shuffled_split(X, y, *, n_valid, n_test, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    n_train = len(X) - n_valid - n_test
    train, valid, test = order[:n_train], order[n_train : n_train + n_valid], order[n_train + n_valid :]
    return X[train], X[valid], X[test], y[train], y[valid]
