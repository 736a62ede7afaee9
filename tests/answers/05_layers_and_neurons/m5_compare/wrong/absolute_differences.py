# The student takes absolute values of the differences.
# Message must contain: Keep the signs
def compare(a, b):
    d = np.abs(np.array(a) - np.array(b))
    signs = np.array(list(itertools.product((1, -1), repeat=len(d))))
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": np.mean(abs(signs @ d) >= abs(d.sum()))}
