# The student returns the row numbers of the other array.
# Message must contain: Wanted: of X_two
def find_shared(X_one, X_two):
    equal = (X_two[:, None] == X_one).all(axis=2)
    return np.flatnonzero(equal.any(axis=0))
