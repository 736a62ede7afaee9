# The student writes down the example.
# Message must contain: 2 + 3 + 4 terms
def polynomial_features(X, degree):
    a, b = X[:, 0], X[:, 1]
    return np.column_stack([a, b, a**2, a * b, b**2])
