# The student returns a mask.
# Message must contain: An array of their numbers
def find_shared(X_one, X_two):
    return (X_two[:, None] == X_one).all(axis=2).any(axis=1)
