def random_points(space, n, seed):
    rng = np.random.default_rng(seed)
    columns = {}
    for name, (kind, *rest) in space.items():
        u = rng.random(n)
        if kind == "log":
            columns[name] = 10 ** (np.log10(rest[0]) + u * (np.log10(rest[1]) - np.log10(rest[0])))
        elif kind == "uniform":
            columns[name] = rest[0] + u * (rest[1] - rest[0])
        else:
            columns[name] = [rest[0][int(x * len(rest[0]))] for x in u]
    return [{name: columns[name][k] for name in columns} for k in range(n)]
