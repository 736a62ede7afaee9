# The student makes ints of all labels.
# Message must contain: leave its type
def shuffled_split(X, y, *, n_valid, n_test, seed):
    o = np.random.default_rng(seed).permutation(len(X))
    k = len(X) - n_valid - n_test; a, b, c = o[:k], o[k:k+n_valid], o[k+n_valid:]; y = y.astype(int)
    return X[a], X[b], X[c], y[a], y[b], y[c]
