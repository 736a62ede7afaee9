# The student forgets that a fall gives a negative difference.
# Message must contain: A fall is a change too
def simple_rule(val_accuracies, delta):
    if len(val_accuracies) < 2:
        return False
    return val_accuracies[-1] > 0.98 and val_accuracies[-1] - val_accuracies[-2] <= delta
