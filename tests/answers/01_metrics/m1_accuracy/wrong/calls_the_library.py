# The student calls the library's own function, which the exercise forbids.
# Message must contain: Your code calls goodpractice.metrics.accuracy_score
from goodpractice.metrics import accuracy_score


def accuracy(y_true, y_pred):
    return accuracy_score(y_true, y_pred)
