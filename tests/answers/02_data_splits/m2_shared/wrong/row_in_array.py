# The student trusts `row in X_one`, which is true if any number agrees.
# Message must contain: if all numbers are equal
def find_shared(X_one, X_two):
    return np.array([i for i, row in enumerate(X_two) if row in X_one])
