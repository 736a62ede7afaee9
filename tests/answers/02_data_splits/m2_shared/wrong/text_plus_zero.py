# The student compares rows as printed, after adding 0.
# Message must contain: not as printed
def find_shared(X_one, X_two):
    seen = {str(row + 0.0) for row in X_one}
    return np.array([i for i, row in enumerate(X_two) if str(row + 0.0) in seen], dtype=int)
