# The student compares the gap with a ratio.
# Message must contain: The gap is a difference
def diagnose(train, valid, *, target, gap):
    train_end, valid_end = np.mean(train[-5:]), np.mean(valid[-5:])
    if train_end < target:
        return "underfitting"
    if train_end / valid_end - 1 > gap:
        return "overfitting"
    return "good"
