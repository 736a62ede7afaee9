# The student sorts the values of each row.
# Message must contain: 2 of degree 1, then 3 products
def polynomial_features(X, degree):
    products = []
    for d in range(1, degree + 1):
        for columns in itertools.combinations_with_replacement(range(X.shape[1]), d):
            products.append(X[:, list(columns)].prod(axis=1))
    return np.sort(np.column_stack(products), axis=1)
