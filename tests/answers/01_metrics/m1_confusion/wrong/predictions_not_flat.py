# The student flattens the true labels alone.
# Message must contain: the matrix of (n,) and (n, 1)
def confusion_matrix(y_true, y_pred):
    true, pred = np.ravel(y_true), np.asarray(y_pred)
    m = np.zeros((2, 2), dtype=int)
    np.add.at(m, (true, pred), 1)
    return m
