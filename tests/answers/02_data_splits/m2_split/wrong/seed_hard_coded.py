# The student writes a seed into the code.
# Message must contain: Seeds 1 and 2 gave the same split
def shuffled_split(X, y, *, n_valid, n_test, seed):
    order = np.random.default_rng(1).permutation(len(X))
    n_train = len(X) - n_valid - n_test
    train, valid, test = order[:n_train], order[n_train : n_train + n_valid], order[n_train + n_valid :]
    return X[train], X[valid], X[test], y[train], y[valid], y[test]
