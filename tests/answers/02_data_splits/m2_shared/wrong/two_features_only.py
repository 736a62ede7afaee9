# The student compares the first two features only.
# Message must contain: All columns count
def find_shared(X_one, X_two):
    seen = {(row[0], row[1]) for row in X_one} if X_one.shape[1] > 1 else {tuple(X_one[0])}
    return np.array([i for i, row in enumerate(X_two) if tuple(row[:2]) in seen], dtype=int)
