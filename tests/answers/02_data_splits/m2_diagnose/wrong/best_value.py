# The student takes the greatest value of each curve.
# Message must contain: Last 5: means 0.8, 0.6
def diagnose(train, valid, *, target, gap):
    train_end, valid_end = max(train), max(valid)
    if train_end < target:
        return "underfitting"
    if train_end - valid_end > gap:
        return "overfitting"
    return "good"
