# The student compares the last value with the first.
# Message must contain: Compare the last value with the one before
def simple_rule(val_accuracies, delta):
    if len(val_accuracies) < 2:
        return False
    return val_accuracies[-1] > 0.98 and abs(val_accuracies[-1] - val_accuracies[0]) <= delta
