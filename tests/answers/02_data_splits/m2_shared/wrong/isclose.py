# The student takes nearly equal numbers for equal.
# Message must contain: not nearly
def find_shared(X_one, X_two):
    return np.flatnonzero(np.isclose(X_two[:, None], X_one).all(axis=2).any(axis=1))
