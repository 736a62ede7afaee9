# The student unpacks two values, where there may be one.
# Message must contain: test len(...) first
def simple_rule(val_accuracies, delta):
    before, now = val_accuracies[-2:]
    return now > 0.98 and abs(now - before) <= delta
