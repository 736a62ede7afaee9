# The student compares bytes, which differ for 0.0 and -0.0.
# Message must contain: -0.0 equals 0.0
def find_shared(X_one, X_two):
    seen = {row.tobytes() for row in X_one}
    return np.array([i for i, row in enumerate(X_two) if row.tobytes() in seen], dtype=int)
