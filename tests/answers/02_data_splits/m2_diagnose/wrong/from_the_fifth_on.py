# The student writes train[5:].
# Message must contain: Take means
def diagnose(train, valid, *, target, gap):
    a, b = np.mean(train[5:]), np.mean(valid[5:])
    if a < target:
        return "underfitting"
    if a - b > gap:
        return "overfitting"
    return "good"
