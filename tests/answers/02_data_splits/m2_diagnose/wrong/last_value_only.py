# The student takes the last value of each curve.
# Message must contain: Take means
def diagnose(train, valid, *, target, gap):
    train_end, valid_end = train[-1], valid[-1]
    if train_end < target:
        return "underfitting"
    if train_end - valid_end > gap:
        return "overfitting"
    return "good"
