# The student draws uniform values once, for all points.
# Message must contain: generator before
def random_points(space, n, seed):
    rng = np.random.default_rng(seed)
    points = []
    u = rng.random()
    for _ in range(n):
        point = {}
        for name, (kind, *rest) in space.items():
            if kind == "log":
                point[name] = rest[0] * (rest[1] / rest[0]) ** rng.random()
            elif kind == "uniform":
                point[name] = rest[0] + (rest[1] - rest[0]) * u
            else:
                point[name] = rest[0][rng.integers(len(rest[0]))]
        points.append(point)
    return points
