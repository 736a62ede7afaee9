def grid_points(space):
    names = list(space)
    return [dict(zip(names, values)) for values in itertools.product(*space.values())]
