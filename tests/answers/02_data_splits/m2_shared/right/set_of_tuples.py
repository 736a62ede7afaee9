def find_shared(X_one, X_two):
    seen = {tuple(row) for row in X_one}
    return np.array([i for i, row in enumerate(X_two) if tuple(row) in seen], dtype=int)
