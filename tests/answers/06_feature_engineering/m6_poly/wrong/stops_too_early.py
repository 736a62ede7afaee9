# The student forgets that range ends before its end.
# Message must contain: range ends before degree
def polynomial_features(X, degree):
    products = []
    for d in range(1, degree):
        for columns in itertools.combinations_with_replacement(range(X.shape[1]), d):
            products.append(X[:, list(columns)].prod(axis=1))
    return np.column_stack(products)
