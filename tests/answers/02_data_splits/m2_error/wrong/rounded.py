# The student rounds the result.
# Message must contain: not rounded
def standard_error(accuracy, n):
    return round(math.sqrt(accuracy * (1 - accuracy) / n), 4)
def samples_needed(accuracy, error):
    return math.ceil(accuracy * (1 - accuracy) / error**2)
