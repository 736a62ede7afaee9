# The student takes all of the validation curve.
# Message must contain: Last 5: means 0.8, 0.6
def diagnose(train, valid, *, target, gap):
    a, b = np.mean(train[-5:]), np.mean(valid)
    if a < target:
        return "underfitting"
    if a - b > gap:
        return "overfitting"
    return "good"
