def compare(a, b):
    d = [float(x - y) for x, y in zip(a, b)]
    n, total, far = len(d), sum(d), 0
    for way in range(2**n):
        flipped = sum(-x if way >> i & 1 else x for i, x in enumerate(d))
        far += abs(flipped) >= abs(total) - 1e-12
    return {"mean": total / n, "min": min(d), "max": max(d), "p": far / 2**n}
