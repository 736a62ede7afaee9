# The student compares lists with ==, which gives a single True or False.
# Message must contain: a single True or False
def accuracy(y_true, y_pred):
    return np.mean(y_true == y_pred)
