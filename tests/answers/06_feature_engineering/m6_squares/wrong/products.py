# The student multiplies the columns with each other.
# Message must contain: product of the columns
def add_squares(X):
    return np.column_stack([X, X.prod(axis=1)])
