def shuffled_split(X, y, *, n_valid, n_test, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    n_train = len(X) - n_valid - n_test
    pieces = np.split(order, [n_train, n_train + n_valid])
    return tuple(array[piece] for array in (X, y) for piece in pieces)
