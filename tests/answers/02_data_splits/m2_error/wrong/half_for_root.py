# The student writes **1/2, which is half of the first power.
# Message must contain: is half of x
def standard_error(accuracy, n):
    return (accuracy * (1 - accuracy) / n) ** 1 / 2


def samples_needed(accuracy, error):
    return math.ceil(accuracy * (1 - accuracy) / error**2)
