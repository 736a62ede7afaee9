# The student returns the half width of the interval instead of the standard error.
# Message must contain: That is two standard errors
def standard_error(accuracy, n):
    return 2 * math.sqrt(accuracy * (1 - accuracy) / n)


def samples_needed(accuracy, error):
    return math.ceil(accuracy * (1 - accuracy) / error**2)
