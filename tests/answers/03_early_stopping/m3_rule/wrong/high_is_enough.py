# The student tests the height only.
# Message must contain: It still changes
def simple_rule(val_accuracies, delta):
    return len(val_accuracies) > 1 and val_accuracies[-1] > 0.98
