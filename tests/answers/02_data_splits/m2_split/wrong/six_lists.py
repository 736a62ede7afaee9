# The student returns lists.
# Message must contain: Return six arrays
def shuffled_split(X, y, *, n_valid, n_test, seed):
    o = np.random.default_rng(seed).permutation(len(X))
    k = len(X) - n_valid - n_test; a, b, c = o[:k], o[k:k+n_valid], o[k+n_valid:]
    return tuple(v.tolist() for v in (X[a], X[b], X[c], y[a], y[b], y[c]))
