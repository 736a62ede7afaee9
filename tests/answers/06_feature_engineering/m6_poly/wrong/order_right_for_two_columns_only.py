# The student sorts by the last column, which is the same for two columns.
# Message must contain: By degree, then earlier columns first
def polynomial_features(X, degree):
    products = []
    for d in range(1, degree + 1):
        choices = itertools.combinations_with_replacement(range(X.shape[1]), d)
        for columns in sorted(choices, key=lambda c: c[::-1]):
            products.append(X[:, list(columns)].prod(axis=1))
    return np.column_stack(products)
