# The student writes the formula for two columns.
# Message must contain: any number of rows and columns
def add_squares(X):
    return np.column_stack([X[:, 0], X[:, 1], X[:, 0] ** 2, X[:, 1] ** 2])
