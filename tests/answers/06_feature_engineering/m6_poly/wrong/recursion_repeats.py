# The student multiplies all terms of the degree before by the columns behind the first factor: from degree 3 on, products come twice.
# Message must contain: 2 + 3 + 4 terms
def polynomial_features(X, degree):
    k = X.shape[1]
    terms = [(j, X[:, j]) for j in range(k)]
    columns = [column for _, column in terms]
    for _ in range(degree - 1):
        terms = [(first, column * X[:, j]) for first, column in terms for j in range(first, k)]
        columns += [column for _, column in terms]
    return np.column_stack(columns)
