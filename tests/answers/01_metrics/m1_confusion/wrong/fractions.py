# The student divides each row by its sum.
# Message must contain: not the fractions
def confusion_matrix(y_true, y_pred):
    true, pred = np.ravel(y_true), np.ravel(y_pred)
    counts = np.array([[np.sum((true == i) & (pred == j)) for j in (0, 1)] for i in (0, 1)])
    return counts / counts.sum(axis=1, keepdims=True)
