# The student cuts at 3 and 8, the places of the last 5 in a curve of 8 values.
# Message must contain: The target is missed
def diagnose(train, valid, *, target, gap):
    train, valid = list(train), list(valid)
    t, v = np.mean(train[3:8]), np.mean(valid[3:8])
    if t < target:
        return "underfitting"
    if t - v > gap:
        return "overfitting"
    return "good"
