def polynomial_features(X, degree):
    # Each term of the degree before is multiplied by its last column and those behind it.
    k = X.shape[1]
    terms = [(j, X[:, j]) for j in range(k)]
    columns = [column for _, column in terms]
    for _ in range(degree - 1):
        terms = [(j, column * X[:, j]) for last, column in terms for j in range(last, k)]
        columns += [column for _, column in terms]
    return np.array(columns).T
