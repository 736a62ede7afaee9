# The student takes classes for probabilities and calls a prediction right only above one half.
# Message must contain: compare them, without a threshold
def accuracy(y_true, y_pred):
    return np.mean((np.ravel(y_true) > 0.5) == (np.ravel(y_pred) > 0.5))
