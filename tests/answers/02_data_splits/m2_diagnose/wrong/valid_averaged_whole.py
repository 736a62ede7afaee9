# The student takes all of the validation curve.
# Message must contain: the last 5 have the means 0.80 and 0.60
def diagnose(train, valid, *, target, gap):
    a, b = np.mean(train[-5:]), np.mean(valid)
    if a < target:
        return "underfitting"
    if a - b > gap:
        return "overfitting"
    return "good"
