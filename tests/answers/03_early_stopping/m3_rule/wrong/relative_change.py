# The student divides the change by the value before.
# Message must contain: divide by nothing
def simple_rule(val_accuracies, delta):
    """Say whether the validation accuracy is over 0.98 and has stopped changing."""
    if len(val_accuracies) < 2:
        return False
    before, now = val_accuracies[-2:]
    return now > 0.98 and abs(now - before) / before <= delta
