# The student takes the first 5 values.
# Message must contain: Last 5: means
def diagnose(train, valid, *, target, gap):
    train_end, valid_end = np.mean(train[:5]), np.mean(valid[:5])
    if train_end < target:
        return "underfitting"
    if train_end - valid_end > gap:
        return "overfitting"
    return "good"
