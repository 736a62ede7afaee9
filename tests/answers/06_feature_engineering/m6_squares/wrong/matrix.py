# The student returns a np.matrix, where * means another product.
# Message must contain: a matrix. Wanted: one array
def add_squares(X):
    return np.matrix(np.hstack([X,X**2]))
