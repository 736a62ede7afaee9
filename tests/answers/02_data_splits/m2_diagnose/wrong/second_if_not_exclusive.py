# The student lets the second question overwrite the first.
# Message must contain: Ask for the target first
def diagnose(train, valid, *, target, gap):
    state = "good"
    if np.mean(train[-5:]) < target:
        state = "underfitting"
    if np.mean(train[-5:]) - np.mean(valid[-5:]) > gap:
        state = "overfitting"
    return state
