def random_points(space, n, seed):
    rng = np.random.default_rng(seed)

    def draw(kind, *rest):
        if kind == "log":
            return float(np.exp(rng.uniform(np.log(rest[0]), np.log(rest[1]))))
        if kind == "uniform":
            return float(rng.uniform(*rest))
        return rest[0][rng.integers(len(rest[0]))]

    return [{name: draw(*what) for name, what in space.items()} for _ in range(n)]
