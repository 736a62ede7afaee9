# The student returns another word.
# Message must contain: Wanted: 'overfitting'
def diagnose(train, valid, *, target, gap):
    train_end, valid_end = np.mean(train[-5:]), np.mean(valid[-5:])
    if train_end < target:
        return "underfit"
    if train_end - valid_end > gap:
        return "overfit"
    return "good"
