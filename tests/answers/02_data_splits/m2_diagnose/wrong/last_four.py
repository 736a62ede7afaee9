# The student takes one value too few.
# Message must contain: means 0.74
def diagnose(train, valid, *, target, gap):
    train_end, valid_end = np.mean(train[-4:]), np.mean(valid[-4:])
    if train_end < target:
        return "underfitting"
    if train_end - valid_end > gap:
        return "overfitting"
    return "good"
