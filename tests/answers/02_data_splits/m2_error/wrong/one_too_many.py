# The student always takes one sample more instead of rounding up.
# Message must contain: no more are needed
def standard_error(accuracy, n):
    return math.sqrt(accuracy * (1 - accuracy) / n)


def samples_needed(accuracy, error):
    return int(accuracy * (1 - accuracy) / error**2 + 1e-9) + 1
