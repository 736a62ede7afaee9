# The student takes the unique rows.
# Message must contain: The last row is shared
def find_shared(X_one, X_two):
    seen, found = {tuple(row) for row in X_one}, {}
    for i, row in enumerate(X_two):
        if tuple(row) in seen:
            found.setdefault(tuple(row), i)
    return np.array(list(found.values()), dtype=int)
