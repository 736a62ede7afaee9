# The student subtracts training from validation.
# Message must contain: Wanted: 'overfitting'
def diagnose(train, valid, *, target, gap):
    train_end, valid_end = np.mean(train[-5:]), np.mean(valid[-5:])
    if train_end < target:
        return "underfitting"
    if valid_end - train_end > gap:
        return "overfitting"
    return "good"
