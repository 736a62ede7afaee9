# The student divides with //.
# Message must contain: `//` rounds down
def standard_error(accuracy, n):
    return math.sqrt(accuracy * (1 - accuracy) / n)


def samples_needed(accuracy, error):
    return accuracy * (1 - accuracy) // error**2
