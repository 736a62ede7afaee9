# The student yields the points.
# Message must contain: Return a list of dicts
def grid_points(space):
    for values in itertools.product(*space.values()):
        yield dict(zip(space, values))
