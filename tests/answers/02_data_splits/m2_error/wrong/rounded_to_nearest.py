# The student rounds to the nearest number, which is too small for half of all values.
# Message must contain: a little above 0.03: round up
def standard_error(accuracy, n):
    return math.sqrt(accuracy * (1 - accuracy) / n)


def samples_needed(accuracy, error):
    return round(accuracy * (1 - accuracy) / error**2)
