# The student counts each pair of equal rows.
# Message must contain: is still one row of X_two
def find_shared(X_one, X_two):
    return np.where((X_two[:, None] == X_one).all(axis=2))[0]
