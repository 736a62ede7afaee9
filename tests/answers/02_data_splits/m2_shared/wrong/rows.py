# The student returns the rows.
# Message must contain: An array of their numbers
def find_shared(X_one, X_two):
    return X_two[(X_two[:, None] == X_one).all(axis=2).any(axis=1)]
