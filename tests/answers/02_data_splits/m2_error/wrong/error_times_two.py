# The student takes error * 2 for the square.
# Message must contain: Twice the error
def standard_error(accuracy, n):
    return math.sqrt(accuracy * (1 - accuracy) / n)


def samples_needed(accuracy, error):
    return math.ceil(accuracy * (1 - accuracy) / (error * 2))
