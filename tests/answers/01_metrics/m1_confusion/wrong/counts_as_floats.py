# The student starts from zeros, which are floats.
# Message must contain: make the array with dtype=int
def confusion_matrix(y_true, y_pred):
    matrix = np.zeros((2, 2))
    for t, p in zip(np.ravel(y_true), np.ravel(y_pred)):
        matrix[t, p] += 1
    return matrix
