# The student shuffles the caller's arrays, twice from the same seed.
# Message must contain: works in place
def shuffled_split(X, y, *, n_valid, n_test, seed):
    np.random.default_rng(seed).shuffle(X)
    np.random.default_rng(seed).shuffle(y)
    end = len(X) - n_test
    start = end - n_valid
    return X[:start], X[start:end], X[end:], y[:start], y[start:end], y[end:]
