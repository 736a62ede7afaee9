# The student allows for a thousand times more than the statement says.
# Message must contain: Allow for 1e-12, no more
def compare(a, b):
    d = np.subtract(a, b)
    signs = np.array(list(itertools.product((1, -1), repeat=len(d))))
    far = np.abs(signs @ d) >= np.abs(d.sum()) - 1e-9
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": far.mean()}
