# The student counts the seeds that a wins and forgets how large the differences are.
# Message must contain: That counts seeds won
def compare(a, b):
    d = np.array(a) - np.array(b)
    wins = np.sum(d > 0)
    signs = np.array(list(itertools.product((1, -1), repeat=len(d))))
    far = np.abs((signs > 0).sum(axis=1) - len(d) / 2) >= abs(wins - len(d) / 2)
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": far.mean()}
