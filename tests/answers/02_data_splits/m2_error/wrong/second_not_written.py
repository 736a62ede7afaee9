# The student has written one of the two functions.
# Message must contain: samples_needed still has the placeholder
def standard_error(accuracy, n):
    return math.sqrt(accuracy * (1 - accuracy) / n)


def samples_needed(accuracy, error):
    raise NotImplementedError("replace this line with your code")
