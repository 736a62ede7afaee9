# The student uses one u for log ranges and choices.
# Message must contain: are tied
def random_points(space, n, seed):
    rng = np.random.default_rng(seed)
    points = []
    for _ in range(n):
        point, u = {}, rng.random()
        for name, (kind, *rest) in space.items():
            if kind == "log":
                point[name] = rest[0] * (rest[1] / rest[0]) ** u
            elif kind == "uniform":
                point[name] = rng.uniform(rest[0], rest[1])
            else:
                point[name] = rest[0][int(u * len(rest[0]))]
        points.append(point)
    return points
