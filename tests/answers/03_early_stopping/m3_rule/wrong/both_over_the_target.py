# The student wants both values over 0.98.
# Message must contain: Only the last value must be over 0.98
def simple_rule(val_accuracies, delta):
    if len(val_accuracies) < 2:
        return False
    before, now = val_accuracies[-2:]
    return min(before, now) > 0.98 and abs(now - before) <= delta
