# The student replaces the columns instead of adding to them.
# Message must contain: The columns of X are missing
def add_squares(X):
    return X**2
