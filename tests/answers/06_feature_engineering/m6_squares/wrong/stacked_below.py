# The student joins along the rows, which is the default.
# Message must contain: You added rows
def add_squares(X):
    return np.concatenate([X, X**2])
