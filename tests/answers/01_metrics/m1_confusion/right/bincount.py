def confusion_matrix(y_true, y_pred):
    cell = 2 * np.ravel(y_true) + np.ravel(y_pred)
    return np.bincount(cell, minlength=4).reshape(2, 2)
