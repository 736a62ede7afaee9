# The student pairs the values: first with first, second with second.
# Message must contain: combine each with each
def grid_points(space):
    return [dict(zip(space, values)) for values in zip(*space.values())]
