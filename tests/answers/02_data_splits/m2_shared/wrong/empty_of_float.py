# The student forgets that an empty array is of float.
# Message must contain: dtype=int
def find_shared(X_one, X_two):
    seen = {tuple(row) for row in X_one}
    return np.array([i for i, row in enumerate(X_two) if tuple(row) in seen])
