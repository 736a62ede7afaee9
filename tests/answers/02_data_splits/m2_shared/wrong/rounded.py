# The student rounds.
# Message must contain: not nearly
def find_shared(X_one, X_two):
    seen = {tuple(np.round(row, 8)) for row in X_one}
    return np.array([i for i, row in enumerate(X_two) if tuple(np.round(row, 8)) in seen], dtype=int)
