# The student tests the highest accuracy of the run.
# Message must contain: not the one before
def simple_rule(val_accuracies, delta):
    if len(val_accuracies) < 2:
        return False
    before, now = val_accuracies[-2:]
    return max(val_accuracies) > 0.98 and abs(now - before) <= delta
