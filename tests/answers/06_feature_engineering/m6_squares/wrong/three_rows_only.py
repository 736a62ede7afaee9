# The student takes the number of rows from the example.
# Message must contain: any number of rows and columns
def add_squares(X):
    both = np.empty((3, 2 * X.shape[1]))
    for i in range(3):
        both[i] = [*X[i % len(X)], *(X[i % len(X)] ** 2)]
    return both
