def diagnose(train, valid, *, target, gap):
    a = b = 0.0
    for back in range(1, 6):
        a += train[-back] / 5
        b += valid[-back] / 5
    return "underfitting" if a < target else "overfitting" if a - b > gap else "good"
