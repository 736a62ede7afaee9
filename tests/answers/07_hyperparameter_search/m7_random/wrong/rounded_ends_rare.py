# The student rounds, so that the first and last value are rare.
# Message must contain: Wanted: equal ones
def random_points(space, n, seed):
    rng = np.random.default_rng(seed)
    points = []
    for _ in range(n):
        point = {}
        for name, (kind, *rest) in space.items():
            if kind == "log":
                low, high = rest
                point[name] = low * (high / low) ** rng.random()
            elif kind == "uniform":
                point[name] = rng.uniform(*rest)
            else:
                values = rest[0]
                point[name] = values[round(rng.random() * (len(values) - 1))]
        points.append(point)
    return points
