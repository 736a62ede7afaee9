# The student writes the degree of the example into the loop.
# Message must contain: 2 + 3 + 4 terms
def polynomial_features(X, degree):
    products = []
    for d in (1, 2):
        for columns in itertools.combinations_with_replacement(range(X.shape[1]), d):
            products.append(X[:, list(columns)].prod(axis=1))
    return np.column_stack(products)
