# The student takes the mean of the whole curve.
# Message must contain: Last 5: means
def diagnose(train, valid, *, target, gap):
    train_end, valid_end = np.mean(train), np.mean(valid)
    if train_end < target:
        return "underfitting"
    if train_end - valid_end > gap:
        return "overfitting"
    return "good"
