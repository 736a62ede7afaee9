# The student puts arrays into a set.
# Message must contain: tuple(row)
def find_shared(X_one, X_two):
    seen = set(X_one)
    return np.array([i for i, row in enumerate(X_two) if row in seen], dtype=int)
