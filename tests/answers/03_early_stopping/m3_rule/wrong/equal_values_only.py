# The student wants equal values and forgets delta.
# Message must contain: delta is an argument
def simple_rule(val_accuracies, delta):
    if len(val_accuracies) < 2:
        return False
    return val_accuracies[-1] > 0.98 and val_accuracies[-1] == val_accuracies[-2]
