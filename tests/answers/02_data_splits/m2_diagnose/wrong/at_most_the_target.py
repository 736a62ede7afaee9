# The student takes a target just met for missed.
# Message must contain: just met
def diagnose(train, valid, *, target, gap):
    a, b = np.mean(train[-5:]), np.mean(valid[-5:])
    if a <= target:
        return "underfitting"
    if a - b > gap:
        return "overfitting"
    return "good"
