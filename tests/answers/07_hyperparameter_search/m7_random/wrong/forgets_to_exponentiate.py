# The student returns the exponent.
# Message must contain: half below
def random_points(space, n, seed):
    rng = np.random.default_rng(seed)
    points = []
    for _ in range(n):
        point = {}
        for name, (kind, *rest) in space.items():
            if kind == "log":
                point[name] = rng.uniform(np.log10(rest[0]), np.log10(rest[1]))
            elif kind == "uniform":
                point[name] = rng.uniform(rest[0], rest[1])
            else:
                point[name] = rest[0][rng.integers(len(rest[0]))]
        points.append(point)
    return points
