# The student returns a list.
# Message must contain: returned [[2.0, 3.0, 4.0, 6.0, 9.0]
def polynomial_features(X, degree):
    products = []
    for d in range(1, degree + 1):
        for columns in itertools.combinations_with_replacement(range(X.shape[1]), d):
            products.append(X[:, list(columns)].prod(axis=1))
    return np.column_stack(products).tolist()
