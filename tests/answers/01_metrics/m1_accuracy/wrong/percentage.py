# The student returns a percentage.
# Message must contain: not a percentage
def accuracy(y_true, y_pred):
    return 100 * np.mean(np.ravel(y_true) == np.ravel(y_pred))
