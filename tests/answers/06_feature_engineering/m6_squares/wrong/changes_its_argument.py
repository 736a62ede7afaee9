# The student squares in place, so that the caller's array is changed.
# Message must contain: changed its argument
def add_squares(X):
    before = X.copy()
    X **= 2
    return np.hstack([before, X])
