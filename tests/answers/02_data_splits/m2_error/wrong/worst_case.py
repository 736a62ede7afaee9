# The student takes the worst case 0.5 for the accuracy.
# Message must contain: is 233.3 here
def standard_error(accuracy, n):
    return math.sqrt(accuracy * (1 - accuracy) / n)


def samples_needed(accuracy, error):
    return math.ceil(0.25 / error**2)
