# The student returns the sample numbers.
# Message must contain: Wanted: (26, 2). Return six
def shuffled_split(X, y, *, n_valid, n_test, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    n_train = len(X) - n_valid - n_test
    train, valid, test = order[:n_train], order[n_train : n_train + n_valid], order[n_train + n_valid :]
    return train, valid, test, y[train], y[valid], y[test]
