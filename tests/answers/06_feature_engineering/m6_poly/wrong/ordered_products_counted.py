# The student counts x1 x2 and x2 x1 apart.
# Message must contain: the same product: count it once
def n_terms(k, degree):
    return sum(k**d for d in range(1, degree + 1))


def polynomial_features(X, degree):
    products = []
    for d in range(1, degree + 1):
        for columns in itertools.combinations_with_replacement(range(X.shape[1]), d):
            products.append(X[:, list(columns)].prod(axis=1))
    return np.column_stack(products)
