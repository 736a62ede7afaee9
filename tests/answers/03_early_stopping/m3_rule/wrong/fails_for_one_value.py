# The student takes [-2] of a list that may have one value.
# Message must contain: test len(...) first
def simple_rule(val_accuracies, delta):
    difference = abs(val_accuracies[-1] - val_accuracies[-2])
    return difference <= delta and val_accuracies[-1] > 0.98
