# The student counts the ways that are at most as far.
# Message must contain: less far from 0
def compare(a, b):
    d = np.subtract(a, b)
    signs = np.array(list(itertools.product((1, -1), repeat=len(d))))
    far = np.abs(signs @ d) <= np.abs(d.sum()) + 1e-12
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": far.mean()}
