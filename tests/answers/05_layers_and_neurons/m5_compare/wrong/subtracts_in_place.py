# The student turns lists into arrays, and arrays of the caller are not copied.
# Message must contain: changes a
def compare(a, b):
    a, b = np.asarray(a, dtype=float), np.asarray(b)
    a -= b
    signs = np.array(list(itertools.product((1, -1), repeat=len(a))))
    far = np.abs(signs @ a) >= np.abs(a.sum()) - 1e-12
    return {"mean": a.mean(), "min": a.min(), "max": a.max(), "p": far.mean()}
