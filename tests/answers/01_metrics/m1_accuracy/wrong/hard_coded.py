# The student returns the number of the first visible check.
# Message must contain: Wanted: 0.5
def accuracy(y_true, y_pred):
    return 0.8
