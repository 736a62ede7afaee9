# The student takes the error for a percentage.
# Message must contain: Do not divide by 100
def standard_error(accuracy, n):
    return math.sqrt(accuracy * (1 - accuracy) / n)


def samples_needed(accuracy, error):
    return math.ceil(accuracy * (1 - accuracy) / (error / 100) ** 2)
