# The student starts with degree 0.
# Message must contain: Leave out the column of ones
def polynomial_features(X, degree):
    products = []
    for d in range(degree + 1):
        for columns in itertools.combinations_with_replacement(range(X.shape[1]), d):
            products.append(X[:, list(columns)].prod(axis=1))
    return np.column_stack(products)
