# The student divides with /, which makes a float.
# Message must contain: Wanted: 19, an int
def n_terms(k, degree):
    return math.factorial(k + degree) / math.factorial(k) / math.factorial(degree) - 1


def polynomial_features(X, degree):
    products = []
    for d in range(1, degree + 1):
        for columns in itertools.combinations_with_replacement(range(X.shape[1]), d):
            products.append(X[:, list(columns)].prod(axis=1))
    return np.column_stack(products)
