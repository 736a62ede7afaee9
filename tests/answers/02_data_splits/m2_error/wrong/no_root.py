# The student returns the variance of the mean.
# Message must contain: The square root is missing
def standard_error(accuracy, n):
    return accuracy * (1 - accuracy) / n


def samples_needed(accuracy, error):
    return math.ceil(accuracy * (1 - accuracy) / error**2)
