# The student compares the sums of the rows.
# Message must contain: no sums
def find_shared(X_one, X_two):
    return np.flatnonzero(np.isin(X_two.sum(axis=1), X_one.sum(axis=1)))
