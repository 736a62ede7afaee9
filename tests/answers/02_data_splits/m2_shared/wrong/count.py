# The student returns how many rows are shared.
# Message must contain: Wanted: an array
def find_shared(X_one, X_two):
    return int((X_two[:, None] == X_one).all(axis=2).any(axis=1).sum())
