# The student rounds a float, which has 16 digits and not 41.
# Message must contain: exact for large numbers
def n_terms(k, degree):
    return round(math.exp(math.lgamma(k + degree + 1) - math.lgamma(k + 1) - math.lgamma(degree + 1))) - 1


def polynomial_features(X, degree):
    products = []
    for d in range(1, degree + 1):
        for columns in itertools.combinations_with_replacement(range(X.shape[1]), d):
            products.append(X[:, list(columns)].prod(axis=1))
    return np.column_stack(products)
