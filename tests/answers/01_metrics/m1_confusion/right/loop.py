def confusion_matrix(y_true, y_pred):
    matrix = np.zeros((2, 2), dtype=int)
    for t, p in zip(np.ravel(y_true), np.ravel(y_pred)):
        matrix[t, p] += 1
    return matrix
