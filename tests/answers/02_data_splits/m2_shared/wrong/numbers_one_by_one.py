# The student looks for each number of a row anywhere.
# Message must contain: compare rows, no sums
def find_shared(X_one, X_two):
    return np.flatnonzero(np.isin(X_two, X_one).all(axis=1))
