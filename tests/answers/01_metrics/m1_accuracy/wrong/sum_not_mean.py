# The student counts the right predictions and forgets to divide.
# Message must contain: Divide by how many there are
def accuracy(y_true, y_pred):
    return np.sum(np.ravel(y_true) == np.ravel(y_pred))
