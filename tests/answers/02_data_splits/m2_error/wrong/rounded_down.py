# The student rounds down, so that the error is a little too large.
# Message must contain: round up
def standard_error(accuracy, n):
    return math.sqrt(accuracy * (1 - accuracy) / n)


def samples_needed(accuracy, error):
    return int(accuracy * (1 - accuracy) / error**2)
