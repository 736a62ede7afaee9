# The student takes the median.
# Message must contain: That is the median
def compare(a, b):
    d = np.subtract(a, b)
    signs = np.array(list(itertools.product((1, -1), repeat=len(d))))
    far = np.abs(signs @ d) >= np.abs(d.sum()) - 1e-12
    return {"mean": np.median(d), "min": d.min(), "max": d.max(), "p": far.mean()}
