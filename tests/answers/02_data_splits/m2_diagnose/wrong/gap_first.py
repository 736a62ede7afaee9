# The student asks for the gap first.
# Message must contain: Ask for the target first
def diagnose(train, valid, *, target, gap):
    train_end, valid_end = np.mean(train[-5:]), np.mean(valid[-5:])
    if train_end - valid_end > gap:
        return "overfitting"
    if train_end < target:
        return "underfitting"
    return "good"
