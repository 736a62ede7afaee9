# The student counts the column of ones, too.
# Message must contain: The product 1 of no columns
def n_terms(k, degree):
    return math.comb(k + degree, degree)


def polynomial_features(X, degree):
    products = []
    for d in range(1, degree + 1):
        for columns in itertools.combinations_with_replacement(range(X.shape[1]), d):
            products.append(X[:, list(columns)].prod(axis=1))
    return np.column_stack(products)
