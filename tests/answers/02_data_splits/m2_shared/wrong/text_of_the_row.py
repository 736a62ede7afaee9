# The student compares rows as printed.
# Message must contain: not as printed
def find_shared(X_one, X_two):
    seen = {str(row) for row in X_one}
    return np.array([i for i, row in enumerate(X_two) if str(row) in seen], dtype=int)
