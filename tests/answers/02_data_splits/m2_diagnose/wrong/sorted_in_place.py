# The student sorts the curves in place to find the largest 5.
# Message must contain: changed a curve
def diagnose(train, valid, *, target, gap):
    train.sort()
    valid.sort()
    train_end, valid_end = np.mean(train[-5:]), np.mean(valid[-5:])
    if train_end < target:
        return "underfitting"
    if train_end - valid_end > gap:
        return "overfitting"
    return "good"
