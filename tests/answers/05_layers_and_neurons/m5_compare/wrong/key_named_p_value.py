# The student calls the key p_value.
# Message must contain: Wanted: 'mean', 'min', 'max', 'p'
def compare(a, b):
    d = np.array(a) - np.array(b)
    signs = np.array(list(itertools.product((1, -1), repeat=len(d))))
    far = np.abs(signs @ d) >= np.abs(d.sum())
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p_value": far.mean()}
