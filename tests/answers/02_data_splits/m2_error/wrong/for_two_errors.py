# The student asks for two standard errors within the limit.
# Message must contain: for two standard errors
def standard_error(accuracy, n):
    return math.sqrt(accuracy * (1 - accuracy) / n)


def samples_needed(accuracy, error):
    return math.ceil(accuracy * (1 - accuracy) / (error / 2) ** 2)
