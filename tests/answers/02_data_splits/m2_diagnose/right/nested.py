def diagnose(train, valid, *, target, gap):
    a = sum(list(train)[-5:]) / 5
    b = sum(list(valid)[-5:]) / 5
    if a >= target:
        return "overfitting" if a > b + gap else "good"
    else:
        return "underfitting"
