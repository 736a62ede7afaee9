def accuracy(y_true, y_pred):
    right = 0
    for t, p in zip(np.ravel(y_true), np.ravel(y_pred)):
        if t == p:
            right += 1
    return right / len(np.ravel(y_true))
