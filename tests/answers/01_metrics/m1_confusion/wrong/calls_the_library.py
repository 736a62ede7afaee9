# The student calls the library's own function, which the exercise forbids.
# Message must contain: Your code calls goodpractice.metrics.confusion_matrix
from goodpractice import metrics


def confusion_matrix(y_true, y_pred):
    return metrics.confusion_matrix(y_true, y_pred)
