# The student writes names into the code.
# Message must contain: Your code stopped with KeyError
def random_points(space, n, seed):
    rng = np.random.default_rng(seed)
    points = []
    for _ in range(n):
        _, low, high = space["rate"]
        rate = low * (high / low) ** rng.random()
        _, a, b = space["momentum"]
        units = space["units"][1]
        point = {"rate": rate, "momentum": rng.uniform(a, b)}
        points.append({**point, "units": units[rng.integers(len(units))]})
    return points
