# The student multiplies from the left, so that from degree 3 on the order is another.
# Message must contain: column 7 of degree 3, to be x1² x2
def polynomial_features(X, degree):
    k = X.shape[1]
    columns = []
    for d in range(1, degree + 1):
        choices = list(itertools.combinations_with_replacement(range(k), d))
        if d > 2:
            choices.reverse()
            choices = [choices[-1], *choices[:-1]]
        columns += [X[:, list(choice)].prod(axis=1) for choice in choices]
    return np.column_stack(columns)
