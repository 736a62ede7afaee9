# The student returns nested lists instead of an array.
# Message must contain: Wanted: an array of shape (2, 2)
def confusion_matrix(y_true, y_pred):
    true, pred = np.ravel(y_true), np.ravel(y_pred)
    return [[int(np.sum((true == i) & (pred == j))) for j in (0, 1)] for i in (0, 1)]
