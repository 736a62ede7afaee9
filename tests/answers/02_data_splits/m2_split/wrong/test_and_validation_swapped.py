# The student mixes up the sizes of validation and test set.
# Message must contain: Wanted: (8, 2)
def shuffled_split(X, y, *, n_valid, n_test, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    train, valid, test = np.split(order, [len(X) - n_valid - n_test, len(X) - n_valid])
    return X[train], X[valid], X[test], y[train], y[valid], y[test]
