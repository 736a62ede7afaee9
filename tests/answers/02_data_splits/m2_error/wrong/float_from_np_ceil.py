# The student rounds up with NumPy and returns a float.
# Message must contain: `np.ceil` a float
def standard_error(accuracy, n):
    return math.sqrt(accuracy * (1 - accuracy) / n)


def samples_needed(accuracy, error):
    return np.ceil(accuracy * (1 - accuracy) / error**2)
