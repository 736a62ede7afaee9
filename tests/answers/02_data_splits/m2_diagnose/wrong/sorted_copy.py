# The student takes the 5 greatest values, not the last 5.
# Message must contain: Last 5: means
def diagnose(train, valid, *, target, gap):
    train, valid = list(train), list(valid)
    t, v = np.mean(sorted(train)[-5:]), np.mean(valid[-5:])
    if t < target:
        return "underfitting"
    if t - v > gap:
        return "overfitting"
    return "good"
