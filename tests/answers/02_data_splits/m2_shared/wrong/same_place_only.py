# The student compares row i with row i.
# Message must contain: Any row of X_one
def find_shared(X_one, X_two):
    n = min(len(X_one), len(X_two))
    return np.flatnonzero((X_one[:n] == X_two[:n]).all(axis=1))
