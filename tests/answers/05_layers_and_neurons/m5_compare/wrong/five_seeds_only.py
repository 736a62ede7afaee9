# The student writes 32 ways into the code.
# Message must contain: There are 2**n ways
def compare(a, b):
    d = np.array(a) - np.array(b)
    signs = np.array(list(itertools.product((1, -1), repeat=len(d))))
    far = np.abs(signs @ d) >= np.abs(d.sum()) - 1e-12
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": far.sum() / 32}
