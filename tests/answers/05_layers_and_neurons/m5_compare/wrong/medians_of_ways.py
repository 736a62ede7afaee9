# The student compares medians.
# Message must contain: no median
def compare(a, b):
    d = np.subtract(a, b)
    signs = np.array(list(itertools.product((1, -1), repeat=len(d))))
    far = np.abs(np.median(signs * d, axis=1)) >= np.abs(np.median(d)) - 1e-12
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": far.mean()}
