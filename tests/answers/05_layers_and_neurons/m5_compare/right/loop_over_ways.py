def compare(a, b):
    d = np.array(a) - np.array(b)
    far, ways = 0, 0
    for signs in itertools.product((1, -1), repeat=len(d)):
        ways += 1
        if abs(np.mean(d * signs)) >= abs(np.mean(d)) - 1e-12:
            far += 1
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": far / ways}
