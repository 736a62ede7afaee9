# The student takes the number of rows for that of columns.
# Message must contain: IndexError
def polynomial_features(X, degree):
    products = []
    for d in range(1, degree + 1):
        for columns in itertools.combinations_with_replacement(range(len(X)), d):
            products.append(X[:, list(columns)].prod(axis=1))
    return np.column_stack(products)
