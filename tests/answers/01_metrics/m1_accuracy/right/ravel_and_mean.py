def accuracy(y_true, y_pred):
    return np.mean(np.ravel(y_true) == np.ravel(y_pred))
