# The student takes the values out of the lists.
# Message must contain: after the call, the space
def grid_points(space):
    points = [{}]
    for name, values in space.items():
        longer = []
        while values:
            value, values[:] = values[0], values[1:]
            longer += [{**point, name: value} for point in points]
        points = longer
    return points
