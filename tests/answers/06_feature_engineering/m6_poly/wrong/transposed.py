# The student returns a row for each term.
# Message must contain: has shape (5, 3)
# Message must contain: a row for each sample
def n_terms(k, degree):
    return math.comb(k + degree, degree) - 1


def polynomial_features(X, degree):
    products = []
    for d in range(1, degree + 1):
        for columns in itertools.combinations_with_replacement(range(X.shape[1]), d):
            products.append(X[:, list(columns)].prod(axis=1))
    return np.array(products)
