# The student returns float32.
# Message must contain: 5 columns, float64
def polynomial_features(X, degree):
    out=[]
    for d in range(1,degree+1):
        for c in itertools.combinations_with_replacement(range(X.shape[1]),d):
            out.append(X[:,list(c)].prod(axis=1))
    return np.column_stack(out).astype(np.float32)
