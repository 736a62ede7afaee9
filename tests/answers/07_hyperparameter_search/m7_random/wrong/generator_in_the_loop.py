# The student makes a new generator for each point.
# Message must contain: generator before
def random_points(space, n, seed):
    rng = np.random.default_rng(seed)
    points = []
    for _ in range(n):
        rng = np.random.default_rng(seed)
        point = {}
        for name, (kind, *rest) in space.items():
            if kind == "log":
                point[name] = rest[0] * (rest[1] / rest[0]) ** rng.random()
            elif kind == "uniform":
                point[name] = rng.uniform(rest[0], rest[1])
            else:
                point[name] = rest[0][rng.integers(len(rest[0]))]
        points.append(point)
    return points
