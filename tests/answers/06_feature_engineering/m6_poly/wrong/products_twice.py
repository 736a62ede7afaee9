# The student makes x1 x2 and x2 x1.
# Message must contain: the same product: make it once
def polynomial_features(X, degree):
    products = []
    for d in range(1, degree + 1):
        for columns in itertools.product(range(X.shape[1]), repeat=d):
            products.append(X[:, list(columns)].prod(axis=1))
    return np.column_stack(products)
