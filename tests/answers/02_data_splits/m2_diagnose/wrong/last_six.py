# The student takes six values.
# Message must contain: the last 5 have the means
def diagnose(train, valid, *, target, gap):
    a, b = np.mean(train[-6:]), np.mean(valid[-6:])
    if a < target:
        return "underfitting"
    if a - b > gap:
        return "overfitting"
    return "good"
