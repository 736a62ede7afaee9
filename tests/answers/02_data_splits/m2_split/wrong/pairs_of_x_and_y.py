# The student returns X and y of each set side by side.
# Message must contain: X_train, X_valid, X_test, y_train
def shuffled_split(X, y, *, n_valid, n_test, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    n_train = len(X) - n_valid - n_test
    train, valid, test = order[:n_train], order[n_train : n_train + n_valid], order[n_train + n_valid :]
    return X[train], y[train], X[valid], y[valid], X[test], y[test]
