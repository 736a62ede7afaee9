# The student counts only ways that are farther from 0 than the real one.
# Message must contain: >=, not >
def compare(a, b):
    d = np.array(a) - np.array(b)
    signs = np.array(list(itertools.product((1, -1), repeat=len(d))))
    far = np.abs(signs @ d) > np.abs(d.sum())
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": far.mean()}
