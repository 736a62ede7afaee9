# The student takes the median.
# Message must contain: Take means
def diagnose(train, valid, *, target, gap):
    a, b = np.median(train[-5:]), np.median(valid[-5:])
    if a < target:
        return "underfitting"
    if a - b > gap:
        return "overfitting"
    return "good"
