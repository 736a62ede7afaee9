# The student deletes what comes before the last 5.
# Message must contain: changed a curve
def diagnose(train, valid, *, target, gap):
    del train[:-5], valid[:-5]
    train_end, valid_end = np.mean(train), np.mean(valid)
    if train_end < target:
        return "underfitting"
    if train_end - valid_end > gap:
        return "overfitting"
    return "good"
