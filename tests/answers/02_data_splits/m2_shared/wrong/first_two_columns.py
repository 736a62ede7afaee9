# The student compares two columns.
# Message must contain: All columns count
def find_shared(X_one, X_two):
    equal = (X_two[:, None, :2] == X_one[:, :2]).all(axis=2)
    return np.flatnonzero(equal.any(axis=1))
