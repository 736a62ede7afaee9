# The student forgets to return the array.
# Message must contain: Is a `return` missing?
def add_squares(X):
    np.hstack([X, X**2])
