# The student takes the median.
# Message must contain: the last 5 have the means 0.74
def diagnose(train, valid, *, target, gap):
    a, b = np.median(train[-5:]), np.median(valid[-5:])
    if a < target:
        return "underfitting"
    if a - b > gap:
        return "overfitting"
    return "good"
