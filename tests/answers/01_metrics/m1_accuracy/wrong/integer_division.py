# The student divides with //, which rounds every accuracy below 1 down to 0.
# Message must contain: It rounds down
def accuracy(y_true, y_pred):
    right = np.sum(np.ravel(y_true) == np.ravel(y_pred))
    return right // len(np.ravel(y_true))
