import statistics


def diagnose(train, valid, *, target, gap):
    a, b = statistics.fmean(list(train)[-5:]), statistics.fmean(list(valid)[-5:])
    if a < target:
        return "underfitting"
    if a - b > gap:
        return "overfitting"
    return "good"
