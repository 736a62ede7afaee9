# The student writes down the example.
# Message must contain: IndexError
def n_terms(k, degree):
    return math.comb(k + degree, degree) - 1


def polynomial_features(X, degree):
    a, b = X[:, 0], X[:, 1]
    return np.column_stack([a, b, a**2, a * b, b**2])
