# The student uses np.append without an axis.
# Message must contain: np.append needs axis=1
def add_squares(X):
    return np.append(X, X**2)
