def add_squares(X):
    n, k = X.shape
    wide = np.empty((n, 2 * k))
    for j in range(k):
        wide[:, j] = X[:, j]
        wide[:, k + j] = X[:, j] * X[:, j]
    return wide
