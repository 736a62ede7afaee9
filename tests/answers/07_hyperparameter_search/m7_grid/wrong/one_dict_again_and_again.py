# The student changes one dict and appends it each time.
# Message must contain: is it one dict, changed in a loop
def grid_points(space):
    points, point = [], {}
    for values in itertools.product(*space.values()):
        for name, value in zip(space, values):
            point[name] = value
        points.append(point)
    return points
