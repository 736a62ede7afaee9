# The student draws ways at random.
# Message must contain: All 2**n ways to set the signs count
def compare(a, b):
    d = np.array(a) - np.array(b)
    signs = np.random.default_rng(0).choice([-1, 1], size=(5000, len(d)))
    far = np.abs(signs @ d) >= np.abs(d.sum()) - 1e-12
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": far.mean()}
