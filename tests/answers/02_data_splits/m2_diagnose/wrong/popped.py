# The student takes the values out of the curves.
# Message must contain: changed a curve
def diagnose(train, valid, *, target, gap):
    train, valid = (train, valid) if isinstance(train, list) else (list(train), list(valid))
    a, b = sum(train.pop() for _ in range(5)) / 5, sum(valid.pop() for _ in range(5)) / 5
    if a < target:
        return "underfitting"
    if a - b > gap:
        return "overfitting"
    return "good"
