def polynomial_features(X, degree):
    # The last degree's terms, each with the number of its last column.
    n, k = X.shape
    rows = []
    for sample in X:
        row, last = [], [(0, 1.0)]
        for _ in range(degree):
            last = [(j, value * sample[j]) for i, value in last for j in range(i, k)]
            row += [value for _, value in last]
        rows.append(row)
    return np.array(rows)
