# The student empties the list of products for each degree.
# Message must contain: Is the list emptied?
def polynomial_features(X, degree):
    out=[]
    for d in range(1,degree+1):
        out=[]
        for c in itertools.combinations_with_replacement(range(X.shape[1]),d):
            out.append(X[:,list(c)].prod(axis=1))
    return np.column_stack(out)
