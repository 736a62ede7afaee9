# The student takes near rows for equal ones.
# Message must contain: not nearly
def find_shared(X_one, X_two):
    return np.flatnonzero(np.isclose(X_two[:, None], X_one, atol=0.01).all(axis=2).any(axis=1))
