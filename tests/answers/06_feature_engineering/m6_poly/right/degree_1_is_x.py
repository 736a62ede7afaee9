def polynomial_features(X, degree):
    if degree == 1:
        return X
    before = polynomial_features(X, degree - 1)
    choices = itertools.combinations_with_replacement(X.T, degree)
    return np.column_stack([before, *(np.prod(columns, axis=0) for columns in choices)])
