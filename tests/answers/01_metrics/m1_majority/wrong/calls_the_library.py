# The student calls the library's own function, which the exercise forbids.
# Message must contain: Your code calls goodpractice.metrics.majority_baseline
import goodpractice.metrics


def majority_baseline(y):
    return goodpractice.metrics.majority_baseline(y)
