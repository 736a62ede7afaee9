# The student rounds the means to 4 digits.
# Message must contain: Do not round
def diagnose(train, valid, *, target, gap):
    train, valid = list(train), list(valid)
    t, v = round(np.mean(train[-5:]),4), round(np.mean(valid[-5:]),4)
    if t < target:
        return "underfitting"
    if t - v > gap:
        return "overfitting"
    return "good"
