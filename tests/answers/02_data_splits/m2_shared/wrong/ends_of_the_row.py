# The student compares the first two numbers and the last.
# Message must contain: 50 features
def find_shared(X_one, X_two):
    seen = {(row[0], row[min(1, len(row) - 1)], row[-1]) for row in X_one}
    return np.array([i for i, row in enumerate(X_two) if (row[0], row[min(1, len(row) - 1)], row[-1]) in seen], dtype=int)
