# The student takes the median.
# Message must contain: Last 5: means 0.740
def diagnose(train, valid, *, target, gap):
    a, b = np.median(train[-5:]), np.median(valid[-5:])
    if a < target:
        return "underfitting"
    if a - b > gap:
        return "overfitting"
    return "good"
