# The student asks whether any of the last 5 values is below the target.
# Message must contain: Take means
def diagnose(train, valid, *, target, gap):
    if any(x < target for x in train[-5:]): return "underfitting"
    if np.mean(train[-5:]) - np.mean(valid[-5:]) > gap: return "overfitting"
    return "good"
