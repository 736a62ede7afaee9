# The student rounds the means.
# Message must contain: Do not round
def diagnose(train, valid, *, target, gap):
    a, b = round(np.mean(train[-5:]), 2), round(np.mean(valid[-5:]), 2)
    if a < target:
        return "underfitting"
    if a - b > gap:
        return "overfitting"
    return "good"
