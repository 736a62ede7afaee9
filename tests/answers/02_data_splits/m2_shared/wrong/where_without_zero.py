# The student returns the tuple of np.where.
# Message must contain: `np.where`[0]
def find_shared(X_one, X_two):
    return np.where((X_two[:, None] == X_one).all(axis=2).any(axis=1))
