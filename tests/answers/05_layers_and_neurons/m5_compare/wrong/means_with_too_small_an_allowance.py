# The student takes means, and allows for less than their rounding.
# Message must contain: Allow for 1e-12
def compare(a, b):
    d = np.subtract(a, b)
    signs = np.array(list(itertools.product((1, -1), repeat=len(d))))
    far = np.abs((signs * d).mean(axis=1)) >= np.abs(d.mean()) - 1e-16
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": far.mean()}
