def shuffled_split(X, y, *, n_valid, n_test, seed):
    order = list(range(len(X)))
    np.random.RandomState(seed).shuffle(order)
    test, valid, train = order[:n_test], order[n_test : n_test + n_valid], order[n_test + n_valid :]
    return X[train], X[valid], X[test], y[train], y[valid], y[test]
