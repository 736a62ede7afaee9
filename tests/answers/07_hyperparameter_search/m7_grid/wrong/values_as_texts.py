# The student makes texts of the values.
# Message must contain: Wanted
def grid_points(space):
    points = []
    for values in set(itertools.product(*space.values())):
        points.append(dict(zip(space, map(str, values))))
    return points
