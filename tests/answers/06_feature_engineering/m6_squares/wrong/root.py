# The student takes roots.
# Message must contain: Did you take the root
def add_squares(X):
    return np.hstack([X, np.sqrt(X)])
