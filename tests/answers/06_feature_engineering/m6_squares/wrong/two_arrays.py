# The student returns both arrays without joining them.
# Message must contain: np.hstack([..., ...]) makes one array
def add_squares(X):
    return X, X**2
