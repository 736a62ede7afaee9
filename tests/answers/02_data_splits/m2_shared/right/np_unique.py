def find_shared(X_one, X_two):
    both = np.concatenate([X_one, X_two])
    _, kind = np.unique(both, axis=0, return_inverse=True)
    kind = kind.ravel()
    return np.flatnonzero(np.isin(kind[len(X_one) :], kind[: len(X_one)]))
