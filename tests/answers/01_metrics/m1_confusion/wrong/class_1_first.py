# The student starts with class 1, as many text books draw it.
# Message must contain: Class 0 comes first
def confusion_matrix(y_true, y_pred):
    true, pred = np.ravel(y_true), np.ravel(y_pred)
    return np.array([[np.sum((true == i) & (pred == j)) for j in (1, 0)] for i in (1, 0)])
