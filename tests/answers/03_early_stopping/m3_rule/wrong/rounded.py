# The student rounds the accuracy, as it is printed.
# Message must contain: do not round
def simple_rule(val_accuracies, delta):
    if len(val_accuracies) < 2:
        return False
    before, now = val_accuracies[-2:]
    return round(now, 2) > 0.98 and abs(now - before) <= delta
