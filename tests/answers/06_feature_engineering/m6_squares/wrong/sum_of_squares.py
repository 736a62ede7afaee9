# The student adds one column, as for a circle.
# Message must contain: One square for each column
def add_squares(X):
    return np.column_stack([X, (X**2).sum(axis=1)])
