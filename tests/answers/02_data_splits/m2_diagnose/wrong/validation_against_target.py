# The student compares the validation value with the target.
# Message must contain: The target is for training, and it is met
def diagnose(train, valid, *, target, gap):
    train_end, valid_end = np.mean(train[-5:]), np.mean(valid[-5:])
    if valid_end < target:
        return "underfitting"
    if train_end - valid_end > gap:
        return "overfitting"
    return "good"
