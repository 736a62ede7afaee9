# The student pops the values, and the history of the training is gone.
# Message must contain: changed its list
def simple_rule(val_accuracies, delta):
    if len(val_accuracies) < 2:
        return False
    now = val_accuracies.pop()
    before = val_accuracies.pop()
    return now > 0.98 and abs(now - before) <= delta
