# The student multiplies by n.
# Message must contain: Divide by n
def standard_error(accuracy, n):
    return math.sqrt(accuracy * (1 - accuracy) * n)
def samples_needed(accuracy, error):
    return math.ceil(accuracy * (1 - accuracy) / error**2)
