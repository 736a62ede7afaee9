def accuracy(y_true, y_pred):
    error = np.not_equal(np.array(y_true).flatten(), np.array(y_pred).flatten())
    return 1.0 - error.mean()
