# The student combines (n, 1) and (n,) as they come, which counts each with each.
# Message must contain: compares every pair
def confusion_matrix(y_true, y_pred):
    true, pred = np.asarray(y_true), np.asarray(y_pred)
    return np.array([[np.sum((true == i) & (pred == j)) for j in (0, 1)] for i in (0, 1)])
