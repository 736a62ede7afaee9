def grid_points(space):
    points = [{}]
    for name, values in space.items():
        points = [{**point, name: value} for point in points for value in values]
    return points
