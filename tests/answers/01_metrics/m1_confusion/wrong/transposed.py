# The student puts the predicted classes in the rows.
# Message must contain: Yours is the other way round
def confusion_matrix(y_true, y_pred):
    true, pred = np.ravel(y_true), np.ravel(y_pred)
    return np.array([[np.sum((true == i) & (pred == j)) for i in (0, 1)] for j in (0, 1)])
