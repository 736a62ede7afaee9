# The student compares the arrays as they come: (n, 1) against (n,) gives each with each.
# Message must contain: compares each with each
def accuracy(y_true, y_pred):
    return np.mean(np.asarray(y_true) == np.asarray(y_pred))
