def simple_rule(val_accuracies, delta):
    n = len(val_accuracies)
    if n < 2 or val_accuracies[n - 1] <= 0.98:
        return False
    change = val_accuracies[n - 1] - val_accuracies[n - 2]
    if change > delta or -change > delta:
        return False
    return True
