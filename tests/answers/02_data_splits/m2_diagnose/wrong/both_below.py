# The student calls it underfitting only if both miss the target.
# Message must contain: The target is for training, and it is missed
def diagnose(train, valid, *, target, gap):
    train_end, valid_end = np.mean(train[-5:]), np.mean(valid[-5:])
    if train_end < target and valid_end < target:
        return "underfitting"
    if train_end - valid_end > gap:
        return "overfitting"
    return "good"
