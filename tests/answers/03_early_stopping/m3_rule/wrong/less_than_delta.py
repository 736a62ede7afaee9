# The student writes < where no change at all must count.
# Message must contain: even if delta is 0: use <=
def simple_rule(val_accuracies, delta):
    if len(val_accuracies) < 2:
        return False
    return val_accuracies[-1] > 0.98 and abs(val_accuracies[-1] - val_accuracies[-2]) < delta
