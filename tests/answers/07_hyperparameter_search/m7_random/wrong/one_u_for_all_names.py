# The student draws one u for each point and uses it for all names.
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
                point[name] = rest[0] + (rest[1] - rest[0]) * u
            else:
                point[name] = rest[0][int(u * len(rest[0]))]
        points.append(point)
    return points
