# The student tests the value before, not the last one.
# Message must contain: Only the last value must be over 0.98
def simple_rule(val_accuracies, delta):
    if len(val_accuracies) < 2:
        return False
    before, now = val_accuracies[-2:]
    return before > 0.98 and abs(now - before) <= delta
