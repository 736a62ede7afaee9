# The student writes the limits of the example into the code.
# Message must contain: Use target and gap as they came
def diagnose(train, valid, *, target, gap):
    train_end, valid_end = np.mean(train[-5:]), np.mean(valid[-5:])
    if train_end < 0.75:
        return "underfitting"
    if train_end - valid_end > 0.15:
        return "overfitting"
    return "good"
