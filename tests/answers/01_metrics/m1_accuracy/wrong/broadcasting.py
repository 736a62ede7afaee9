# The student compares the arrays as they come: (n, 1) against (n,) gives each with each.
# Message must contain: compares every pair
def accuracy(y_true, y_pred):
    return np.mean(np.asarray(y_true) == np.asarray(y_pred))
