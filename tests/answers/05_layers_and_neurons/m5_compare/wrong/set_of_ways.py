# The student collects the ways in a set, which keeps equal ones once.
# Message must contain: use no set
def compare(a, b):
    d = np.subtract(a, b)
    ways = {np.mean(signs * d) for signs in itertools.product((1, -1), repeat=len(d))}
    p = np.mean([abs(way) >= abs(d.mean()) - 1e-12 for way in ways])
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": p}
