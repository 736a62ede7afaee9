# The student returns tuples of values.
# Message must contain: Wanted: a dict
def grid_points(space):
    return list(itertools.product(*space.values()))
