# The student returns a mask.
# Message must contain: That is a mask
def find_shared(X_one, X_two):
    return (X_two[:, None] == X_one).all(axis=2).any(axis=1)
