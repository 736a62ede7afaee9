# The student loops in Python although the exercise asks for whole arrays.
# Message must contain: it loops over the samples
def accuracy(y_true, y_pred):
    right = 0
    for t, p in zip(np.ravel(y_true), np.ravel(y_pred)):
        if t == p:
            right += 1
    return right / len(np.ravel(y_true))
