# The student multiplies powers of two columns at a time.
# Message must contain: Any number of columns
def polynomial_features(X, degree):
    k = X.shape[1]
    columns = []
    for d in range(1, degree + 1):
        powers = {tuple(sorted([i] * a + [j] * (d - a))) for i in range(k) for j in range(k) for a in range(d + 1)}
        columns += [X[:, list(power)].prod(axis=1) for power in sorted(powers)]
    return np.column_stack(columns)
