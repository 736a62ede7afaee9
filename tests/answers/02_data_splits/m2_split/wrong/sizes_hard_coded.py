# The student writes the sizes of the example into the code.
# Message must contain: Use the sizes that came
def shuffled_split(X, y, *, n_valid, n_test, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    train, valid, test = order[:26], order[26:34], order[34:40]
    return X[train], X[valid], X[test], y[train], y[valid], y[test]
