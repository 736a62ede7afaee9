# The student removes columns whose values are equal.
# Message must contain: not by their values
def polynomial_features(X, degree):
    products = []
    for d in range(1, degree + 1):
        for columns in itertools.combinations_with_replacement(range(X.shape[1]), d):
            product = X[:, list(columns)].prod(axis=1)
            if not any(np.array_equal(product, other) for other in products):
                products.append(product)
    return np.column_stack(products)
