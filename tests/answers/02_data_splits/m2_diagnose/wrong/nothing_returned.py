# The student forgets to return the verdict that is "good".
# Message must contain: None
def diagnose(train, valid, *, target, gap):
    train_end, valid_end = np.mean(train[-5:]), np.mean(valid[-5:])
    if train_end < target:
        return "underfitting"
    if train_end - valid_end > gap:
        return "overfitting"
