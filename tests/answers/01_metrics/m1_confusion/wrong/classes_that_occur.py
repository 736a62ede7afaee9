# The student uses the classes found in y_true, so that a missing class has no row.
# Message must contain: A class that does not occur
def confusion_matrix(y_true, y_pred):
    true, pred = np.ravel(y_true), np.ravel(y_pred)
    classes = np.unique(true)
    return np.array([[np.sum((true == i) & (pred == j)) for j in classes] for i in classes])
