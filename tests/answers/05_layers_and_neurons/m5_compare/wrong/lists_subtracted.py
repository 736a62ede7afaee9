# The student subtracts lists.
# Message must contain: a and b may be lists: np.asarray(a)
def compare(a, b):
    d = a - b
    signs = np.array(list(itertools.product((1, -1), repeat=len(d))))
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": np.mean(abs(signs @ d) >= abs(d.sum()))}
