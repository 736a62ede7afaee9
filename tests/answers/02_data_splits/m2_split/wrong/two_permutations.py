# The student shuffles X and y each with an order of its own, as team B did.
# Message must contain: Use one order for X and y
def shuffled_split(X, y, *, n_valid, n_test, seed):
    rng = np.random.default_rng(seed)
    X, y = rng.permutation(X), rng.permutation(y)
    end = len(X) - n_test
    start = end - n_valid
    return X[:start], X[start:end], X[end:], y[:start], y[start:end], y[end:]
