# The student counts each pair of equal rows.
# Message must contain: is listed once
def find_shared(X_one, X_two):
    return np.where((X_two[:, None] == X_one).all(axis=2))[0]
