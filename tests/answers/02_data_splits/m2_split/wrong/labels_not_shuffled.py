# The student shuffles X and forgets y.
# Message must contain: Use one order for X and y
def shuffled_split(X, y, *, n_valid, n_test, seed):
    X = np.random.default_rng(seed).permutation(X)
    end = len(X) - n_test
    start = end - n_valid
    return X[:start], X[start:end], X[end:], y[:start], y[start:end], y[end:]
