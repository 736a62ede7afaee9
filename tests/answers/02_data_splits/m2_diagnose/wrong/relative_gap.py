# The student divides by the training value.
# Message must contain: The gap is a difference
def diagnose(train, valid, *, target, gap):
    a, b = np.mean(train[-5:]), np.mean(valid[-5:])
    if a < target:
        return "underfitting"
    if (a - b) / a > gap:
        return "overfitting"
    return "good"
