# The student returns after the first way.
# Message must contain: `return` in the loop
def compare(a, b):
    d = np.subtract(a, b)
    far = 0
    for signs in itertools.product((1, -1), repeat=len(d)):
        if abs(np.dot(signs, d)) >= abs(d.sum()) - 1e-12:
            far += 1
        return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": far / 2 ** len(d)}
