# The student sorts each row.
# Message must contain: Order counts
def find_shared(X_one, X_two):
    seen = {tuple(np.sort(row)) for row in X_one}
    return np.array([i for i, row in enumerate(X_two) if tuple(np.sort(row)) in seen], dtype=int)
