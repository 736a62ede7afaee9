# The student returns a percentage.
# Message must contain: That is in percent
def standard_error(accuracy, n):
    return 100 * math.sqrt(accuracy * (1 - accuracy) / n)


def samples_needed(accuracy, error):
    return math.ceil(accuracy * (1 - accuracy) / error**2)
