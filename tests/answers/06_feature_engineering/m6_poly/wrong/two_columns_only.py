# The student writes the loops for two columns.
# Message must contain: Any number of columns
def polynomial_features(X, degree):
    a, b = X[:, 0], X[:, -1]
    columns = []
    for d in range(1, degree + 1):
        columns += [a ** (d - j) * b**j for j in range(d + 1)]
    return np.column_stack(columns)
