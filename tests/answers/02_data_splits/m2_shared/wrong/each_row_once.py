# The student counts a row that stands twice only once.
# Message must contain: The last row is shared, too
def find_shared(X_one, X_two):
    found, seen = [], {tuple(row) for row in X_one}
    for i, row in enumerate(X_two):
        if tuple(row) in seen:
            found.append(i)
            seen.remove(tuple(row))
    return np.array(found, dtype=int)
