# The ways lie the same on both sides of 0, so twice the smaller tail is the share of both.
def compare(a, b):
    d = np.subtract(a, b)
    sums = np.array(list(itertools.product((1, -1), repeat=len(d)))) @ d
    above, below = np.mean(sums >= d.sum() - 1e-12), np.mean(sums <= d.sum() + 1e-12)
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": min(1.0, 2 * min(above, below))}
