# The student returns both arrays without joining them.
# Message must contain: Wanted: one array
def add_squares(X):
    return X, X**2
