# The student divides, and slices with a float.
# Message must contain: slice indices must be integers
def shuffled_split(X, y, *, n_valid, n_test, seed):
    o = np.random.default_rng(seed).permutation(len(X))
    k = len(X) / 1 - n_valid - n_test; a, b, c = o[:k], o[k:k+n_valid], o[k+n_valid:]
    return X[a], X[b], X[c], y[a], y[b], y[c]
