# The student is content if one of the two is over the target.
# Message must contain: not the one before
def simple_rule(val_accuracies, delta):
    if len(val_accuracies) < 2:
        return False
    before, now = val_accuracies[-2:]
    return max(before, now) > 0.98 and abs(now - before) <= delta
