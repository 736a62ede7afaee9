# The student cuts off and adds one, which is one too many for a whole number.
# Message must contain: no more are needed
def standard_error(accuracy, n):
    return math.sqrt(accuracy * (1 - accuracy) / n)


def samples_needed(accuracy, error):
    return int(accuracy * (1 - accuracy) / error**2) + 1
