# The student subtracts in the other order.
# Message must contain: That is b minus a
def compare(a, b):
    d = np.array(b) - np.array(a)
    signs = np.array(list(itertools.product((1, -1), repeat=len(d))))
    far = np.abs(signs @ d) >= np.abs(d.sum()) - 1e-12
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": far.mean()}
