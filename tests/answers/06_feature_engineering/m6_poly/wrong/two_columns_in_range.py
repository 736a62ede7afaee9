# The student writes range(2) for the columns.
# Message must contain: Any number of columns
def polynomial_features(X, degree):
    products = []
    for d in range(1, degree + 1):
        for columns in itertools.combinations_with_replacement(range(2), d):
            products.append(X[:, list(columns)].prod(axis=1))
    return np.column_stack(products)
