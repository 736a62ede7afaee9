# The student rounds.
# Message must contain: differ in the last digits
def find_shared(X_one, X_two):
    seen = {tuple(np.round(row, 8)) for row in X_one}
    return np.array([i for i, row in enumerate(X_two) if tuple(np.round(row, 8)) in seen], dtype=int)
