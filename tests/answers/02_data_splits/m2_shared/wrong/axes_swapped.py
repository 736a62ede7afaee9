# The student takes all over the rows of X_one.
# Message must contain: which axis?
def find_shared(X_one, X_two):
    return np.flatnonzero((X_two[:, None] == X_one).all(axis=1).all(axis=1))
