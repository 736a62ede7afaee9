# The student draws whole columns, each with a new generator of the same seed.
# Message must contain: are tied
def random_points(space, n, seed):
    columns = {}
    for name, (kind, *rest) in space.items():
        rng = np.random.default_rng(seed)
        if kind == "log":
            columns[name] = rest[0] * (rest[1] / rest[0]) ** rng.random(n)
        elif kind == "uniform":
            columns[name] = rng.uniform(*rest, n)
        else:
            columns[name] = [rest[0][k] for k in rng.integers(len(rest[0]), size=n)]
    return [{name: columns[name][k] for name in space} for k in range(n)]
