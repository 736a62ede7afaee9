def find_shared(X_one, X_two):
    equal = (X_two[:, np.newaxis, :] == X_one).all(axis=2)
    return np.flatnonzero(equal.any(axis=1))
