# The student compares sums of floats exactly.
# Message must contain: Rounding
def compare(a, b):
    d = np.subtract(a, b)
    signs = np.array(list(itertools.product((1, -1), repeat=len(d))))
    far = np.abs(signs @ d) >= np.abs(d.sum())
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": far.mean()}
