# The student takes accuracies for percentages.
# Message must contain: a share, not a percentage
def simple_rule(val_accuracies, delta):
    if len(val_accuracies) < 2:
        return False
    before, now = val_accuracies[-2:]
    return now > 98 and abs(now - before) <= delta
