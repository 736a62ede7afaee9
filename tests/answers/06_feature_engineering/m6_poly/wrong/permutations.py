# The student takes permutations, and no column twice.
# Message must contain: Draw columns with replacement
def polynomial_features(X, degree):
    out=[]
    for d in range(1,degree+1):
        for c in itertools.permutations(range(X.shape[1]),d):
            out.append(X[:,list(c)].prod(axis=1))
    return np.column_stack(out)
