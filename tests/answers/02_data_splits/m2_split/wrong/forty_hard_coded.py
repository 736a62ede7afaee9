# The student shuffles the 40 numbers of the first call.
# Message must contain: Use the sizes that came
def shuffled_split(X, y, *, n_valid, n_test, seed):
    order = np.random.default_rng(seed).permutation(40)
    train = order[: -n_valid - n_test]
    valid, test = order[-n_valid - n_test : -n_test], order[-n_test:]
    return X[train], X[valid], X[test], y[train], y[valid], y[test]
