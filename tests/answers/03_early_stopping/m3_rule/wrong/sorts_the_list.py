# The student sorts the caller's list.
# Message must contain: changed its list
def simple_rule(val_accuracies, delta):
    if len(val_accuracies) < 2:
        return False
    before, now = val_accuracies[-2:]
    val_accuracies.sort()
    return now > 0.98 and abs(now - before) <= delta
