def shuffled_split(X, y, *, n_valid, n_test, seed):
    numbers = np.arange(len(y))
    np.random.default_rng(seed).shuffle(numbers)
    X, y = X[numbers], y[numbers]
    k = n_valid + n_test
    return [X[k:], X[:n_valid], X[n_valid:k], y[k:], y[:n_valid], y[n_valid:k]]
