# The student deals all accuracies out anew, over seeds.
# Message must contain: no value leaves its seed
def compare(a, b):
    d = np.subtract(a, b)
    pool, n = np.concatenate([a, b]), len(d)
    far, ways = 0, 0
    for chosen in itertools.combinations(range(2 * n), n):
        one = pool[list(chosen)].mean()
        other = (pool.sum() - n * one) / n
        far += abs(one - other) >= abs(d.mean()) - 1e-12
        ways += 1
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": far / ways}
