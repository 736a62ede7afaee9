# The student adds with a fancy index, which counts repeated places only once.
# Message must contain: counts a place once
def confusion_matrix(y_true, y_pred):
    matrix = np.zeros((2, 2), dtype=int)
    matrix[np.ravel(y_true), np.ravel(y_pred)] += 1
    return matrix
