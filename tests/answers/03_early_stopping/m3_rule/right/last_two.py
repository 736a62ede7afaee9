def simple_rule(val_accuracies, delta):
    if len(val_accuracies) < 2:
        return False
    before, now = val_accuracies[-2:]
    return now > 0.98 and abs(now - before) <= delta
