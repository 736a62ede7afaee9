# The student returns the share of ways less far from 0.
# Message must contain: less far from 0
def compare(a, b):
    d = np.array(a) - np.array(b)
    signs = np.array(list(itertools.product((1, -1), repeat=len(d))))
    near = np.abs(signs @ d) < np.abs(d.sum()) - 1e-12
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": near.mean()}
