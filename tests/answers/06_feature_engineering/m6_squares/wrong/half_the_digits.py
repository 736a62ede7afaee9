# The student makes an array of float32.
# Message must contain: float32, of 7 digits
def add_squares(X):
    return np.hstack([X, X**2]).astype(np.float32)
