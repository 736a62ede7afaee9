# The student takes the formula of a count, without the factor 1 - p.
# Message must contain: The factor (1 - accuracy) is missing
def standard_error(accuracy, n):
    return math.sqrt(accuracy / n)


def samples_needed(accuracy, error):
    return math.ceil(accuracy * (1 - accuracy) / error**2)
