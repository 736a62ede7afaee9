# The student draws from the lower half of a range.
# Message must contain: half below
def random_points(space, n, seed):
    rng = np.random.default_rng(seed)
    points = []
    for _ in range(n):
        point = {}
        for name, (kind, *rest) in space.items():
            if kind == "log":
                point[name] = rest[0] * (rest[1] / rest[0]) ** rng.random()
            elif kind == "uniform":
                point[name] = rest[0] + (rest[1] - rest[0]) * rng.random() / 2
            else:
                point[name] = rest[0][rng.integers(len(rest[0]))]
        points.append(point)
    return points
