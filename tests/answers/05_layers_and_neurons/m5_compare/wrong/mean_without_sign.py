# The student's mean has lost its sign.
# Message must contain: The mean has a sign
def compare(a, b):
    d = np.subtract(a, b)
    signs = np.array(list(itertools.product((1, -1), repeat=len(d))))
    far = np.abs(signs @ d) >= np.abs(d.sum()) - 1e-12
    return {"mean": abs(d.mean()), "min": d.min(), "max": d.max(), "p": far.mean()}
