# The student takes the absolute difference.
# Message must contain: Validation above training is no overfitting
def diagnose(train, valid, *, target, gap):
    train_end, valid_end = np.mean(train[-5:]), np.mean(valid[-5:])
    if train_end < target:
        return "underfitting"
    if abs(train_end - valid_end) > gap:
        return "overfitting"
    return "good"
