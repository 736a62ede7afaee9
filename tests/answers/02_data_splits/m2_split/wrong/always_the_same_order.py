# The student mixes without chance, each third sample first.
# Message must contain: Seeds 1 and 2 gave the same split
def shuffled_split(X, y, *, n_valid, n_test, seed):
    order = np.argsort(np.arange(len(X)) % 3, kind='stable')
    n_train = len(X) - n_valid - n_test
    train, valid, test = order[:n_train], order[n_train : n_train + n_valid], order[n_train + n_valid :]
    return X[train], X[valid], X[test], y[train], y[valid], y[test]
