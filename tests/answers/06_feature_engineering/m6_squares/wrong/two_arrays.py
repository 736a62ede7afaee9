# The student returns both arrays without joining them.
# Message must contain: That is a tuple
def add_squares(X):
    return X, X**2
