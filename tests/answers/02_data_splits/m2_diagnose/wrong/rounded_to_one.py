# The student rounds the means to one decimal.
# Message must contain: means 0.75, 0.5
def diagnose(train, valid, *, target, gap):
    a, b = round(np.mean(train[-5:]), 1), round(np.mean(valid[-5:]), 1)
    if a < target:
        return "underfitting"
    if a - b > gap:
        return "overfitting"
    return "good"
