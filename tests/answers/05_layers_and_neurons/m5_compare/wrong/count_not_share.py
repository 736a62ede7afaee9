# The student returns how many ways there are.
# Message must contain: A count. Divide by 2**n
def compare(a, b):
    d = np.array(a) - np.array(b)
    signs = np.array(list(itertools.product((1, -1), repeat=len(d))))
    far = np.abs(signs @ d) >= np.abs(d.sum()) - 1e-12
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": far.sum()}
