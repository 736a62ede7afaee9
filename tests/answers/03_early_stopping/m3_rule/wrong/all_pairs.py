# The student looks at each pair of the run.
# Message must contain: Compare the last value with the one before
def simple_rule(val_accuracies, delta):
    last = [abs(b - a) <= delta for a, b in zip(val_accuracies, val_accuracies[1:])]
    return bool(last) and all(last) and val_accuracies[-1] > 0.98
