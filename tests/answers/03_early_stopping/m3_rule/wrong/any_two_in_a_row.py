# The student looks for two equal values anywhere in the run.
# Message must contain: Only the last two values count
def simple_rule(val_accuracies, delta):
    for before, now in zip(val_accuracies, val_accuracies[1:]):
        if now > 0.98 and abs(now - before) <= delta:
            return True
    return False
