# The student takes a root where the error has to be squared.
# Message must contain: No root
def standard_error(accuracy, n):
    return math.sqrt(accuracy * (1 - accuracy) / n)
def samples_needed(accuracy, error):
    return math.ceil(math.sqrt(accuracy * (1 - accuracy) / error))
