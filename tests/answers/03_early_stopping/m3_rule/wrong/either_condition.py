# The student joins the two conditions with or.
# Message must contain: Both conditions must hold
def simple_rule(val_accuracies, delta):
    if len(val_accuracies) < 2:
        return False
    return val_accuracies[-1] > 0.98 or abs(val_accuracies[-1] - val_accuracies[-2]) <= delta
