# The student forgets to return.
# Message must contain: is a `return` missing
def grid_points(space):
    points = [dict(zip(space, values)) for values in itertools.product(*space.values())]
