# The student takes combinations without repetition, so that squares are missing.
# Message must contain: with replacement
def n_terms(k, degree):
    return math.comb(k + degree, degree) - 1


def polynomial_features(X, degree):
    products = []
    for d in range(1, degree + 1):
        for columns in itertools.combinations(range(X.shape[1]), d):
            products.append(X[:, list(columns)].prod(axis=1))
    return np.column_stack(products)
