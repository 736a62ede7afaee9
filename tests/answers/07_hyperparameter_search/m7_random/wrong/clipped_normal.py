# The student draws the exponent from a normal distribution.
# Message must contain: Wanted: equal ones
def random_points(space, n, seed):
    rng = np.random.default_rng(seed)
    points = []
    for _ in range(n):
        point = {}
        for name, (kind, *rest) in space.items():
            if kind == "log":
                point[name] = float(np.exp(np.clip(rng.normal((np.log(rest[0]) + np.log(rest[1])) / 2, np.log(rest[1] / rest[0]) / 8), np.log(rest[0]), np.log(rest[1]))))
            elif kind == "uniform":
                point[name] = rng.uniform(rest[0], rest[1])
            else:
                point[name] = rest[0][rng.integers(len(rest[0]))]
        points.append(point)
    return points
