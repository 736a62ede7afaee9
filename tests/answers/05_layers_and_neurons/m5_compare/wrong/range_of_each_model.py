# The student subtracts the smallest from the smallest.
# Message must contain: Subtract seed by seed
def compare(a, b):
    d = np.subtract(a, b)
    signs = np.array(list(itertools.product((1, -1), repeat=len(d))))
    far = np.abs(signs @ d) >= np.abs(d.sum()) - 1e-12
    low, high = np.min(a) - np.min(b), np.max(a) - np.max(b)
    return {"mean": d.mean(), "min": low, "max": high, "p": far.mean()}
