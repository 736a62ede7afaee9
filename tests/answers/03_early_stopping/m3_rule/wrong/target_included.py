# The student takes over 98 % for 98 % or more.
# Message must contain: 0.98 itself is not over 0.98
def simple_rule(val_accuracies, delta):
    if len(val_accuracies) < 2:
        return False
    return val_accuracies[-1] >= 0.98 and abs(val_accuracies[-1] - val_accuracies[-2]) <= delta
