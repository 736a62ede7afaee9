# The student takes one value, train[-5].
# Message must contain: Last 5: means
def diagnose(train, valid, *, target, gap):
    a, b = train[-5], valid[-5]
    if a < target:
        return "underfitting"
    if a - b > gap:
        return "overfitting"
    return "good"
