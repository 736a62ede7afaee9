# The student returns a list of rows.
# Message must contain: Wanted: one array
def add_squares(X):
    return [[*row, *(value**2 for value in row)] for row in X]
