# The student divides by n after taking the root.
# Message must contain: n stands under the root
def standard_error(accuracy, n):
    return math.sqrt(accuracy * (1 - accuracy)) / n


def samples_needed(accuracy, error):
    return math.ceil(accuracy * (1 - accuracy) / error**2)
