# A difference of 0 has no sign to flip: leaving it out halves both counts.
def compare(a, b):
    d = np.subtract(a, b)
    rest = d[d != 0]
    sums = [np.dot(signs, rest) for signs in itertools.product((1, -1), repeat=len(rest))]
    p = np.mean(np.abs(sums) >= abs(d.sum()) - 1e-12)
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": p}
