# The student compares sums with a mean.
# Message must contain: You compare sums with a mean
def compare(a, b):
    d = np.subtract(a, b)
    signs = np.array(list(itertools.product((1, -1), repeat=len(d))))
    far = np.abs(signs @ d) >= np.abs(d.mean()) - 1e-12
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": far.mean()}
