# The student converts rows of shape (1,) with int(), which NumPy 2 no longer allows in general.
# Message must contain: Your code stopped with
def accuracy(y_true, y_pred):
    right = [int(t[0] == int(p >= 0.5)) for t, p in zip(y_true, y_pred)]
    return sum(right) / len(right)
