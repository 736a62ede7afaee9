# The student takes six values.
# Message must contain: Last 5: means
def diagnose(train, valid, *, target, gap):
    a, b = np.mean(train[-6:]), np.mean(valid[-6:])
    if a < target:
        return "underfitting"
    if a - b > gap:
        return "overfitting"
    return "good"
