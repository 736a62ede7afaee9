# The student draws whole exponents.
# Message must contain: generator before
def random_points(space, n, seed):
    rng = np.random.default_rng(seed)
    points = []
    for k in range(n):
        point = {}
        for name in space:
            if space[name][0] == "choice":
                values = space[name][1]
                point[name] = values[int(rng.integers(0, len(values)))]
            else:
                kind, low, high = space[name]
                u = float(rng.random())
                point[name] = 10.0 ** rng.integers(-4, 1) if kind == "log" else low + (high - low) * u
        points.append(point)
    return points
