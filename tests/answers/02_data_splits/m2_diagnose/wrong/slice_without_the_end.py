# The student cuts off the last value.
# Message must contain: means 0.74
def diagnose(train, valid, *, target, gap):
    train_end, valid_end = np.mean(train[-5:-1]), np.mean(valid[-5:-1])
    if train_end < target:
        return "underfitting"
    if train_end - valid_end > gap:
        return "overfitting"
    return "good"
