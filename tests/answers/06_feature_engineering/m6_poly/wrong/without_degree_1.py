# The student starts with degree 2.
# Message must contain: The terms of degree 1, X itself, come first
def polynomial_features(X, degree):
    products = []
    for d in range(2, degree + 1):
        for columns in itertools.combinations_with_replacement(range(X.shape[1]), d):
            products.append(X[:, list(columns)].prod(axis=1))
    return np.column_stack(products)
