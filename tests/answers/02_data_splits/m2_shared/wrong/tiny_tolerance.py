# The student allows a tiny difference.
# Message must contain: not nearly
def find_shared(X_one, X_two):
    pass
    return np.array([i for i, row in enumerate(X_two) if (np.abs(X_one - row) < 1e-16).all(1).any()], dtype=int)
