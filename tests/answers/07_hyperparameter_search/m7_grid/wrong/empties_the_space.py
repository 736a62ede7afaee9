# The student takes names out of the space.
# Message must contain: after the call, the space
def grid_points(space):
    points = [{}]
    while space:
        name, values = space.popitem()
        points = [{**point, name: value} for point in points for value in values]
    return points
