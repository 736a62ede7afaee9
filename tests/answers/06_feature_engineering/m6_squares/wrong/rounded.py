# The student rounds to six digits.
# Message must contain: Do not round
def add_squares(X):
    return np.round(np.hstack([X,X**2]),6)
