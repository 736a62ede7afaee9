# The student takes classes for numbers and subtracts them.
# Message must contain: without a threshold or difference
def accuracy(y_true, y_pred):
    return 1 - np.mean(np.abs(np.ravel(y_true) - np.ravel(y_pred)))
