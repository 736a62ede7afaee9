def compare(a, b):
    d = np.array(a) - np.array(b)
    sums = np.zeros(1)
    for one in d:
        sums = np.concatenate([sums + one, sums - one])
    return {"mean": d.mean(), "min": d.min(), "max": d.max(), "p": np.mean(abs(sums) >= abs(d.sum()) - 1e-12)}
