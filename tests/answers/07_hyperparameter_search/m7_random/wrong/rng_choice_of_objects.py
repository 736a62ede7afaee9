# The student keeps tuples, but as an array of one object.
# Message must contain: space[name][1]
def random_points(space, n, seed):
    rng = np.random.default_rng(seed)
    points = []
    for _ in range(n):
        point = {}
        for name, (kind, *rest) in space.items():
            if kind == "log":
                point[name] = rest[0] * (rest[1] / rest[0]) ** rng.random()
            elif kind == "uniform":
                point[name] = rng.uniform(rest[0], rest[1])
            else:
                point[name] = rng.choice(np.array([*rest[0], None], dtype=object)[:-1], size=1)
        points.append(point)
    return points
