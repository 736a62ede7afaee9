def grid_points(space):
    if not space:
        return [{}]
    *others, last = space
    rest = grid_points({name: space[name] for name in others})
    points = []
    for value in space[last]:
        for point in rest:
            longer = point.copy()
            longer[last] = value
            points.append(longer)
    return points
