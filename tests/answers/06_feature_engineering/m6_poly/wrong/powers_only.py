# The student makes powers and no products of different columns.
# Message must contain: The product x1 x2 is missing
def polynomial_features(X, degree):
    return np.hstack([X**d for d in range(1, degree + 1)])
