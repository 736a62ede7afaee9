# The student returns a list.
# Message must contain: Wanted: an array
def find_shared(X_one, X_two):
    seen = {tuple(row) for row in X_one}
    return [i for i, row in enumerate(X_two) if tuple(row) in seen]
