# The student returns nothing where the rule does not fire.
# Message must contain: is a `return` missing?
def simple_rule(val_accuracies, delta):
    if len(val_accuracies) >= 2:
        if val_accuracies[-1] > 0.98 and abs(val_accuracies[-1] - val_accuracies[-2]) <= delta:
            return True
