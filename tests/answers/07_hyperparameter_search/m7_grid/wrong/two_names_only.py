# The student writes two loops, for the two names of the example.
# Message must contain: Your code stopped with ValueError
def grid_points(space):
    (a, first), (b, second) = space.items()
    return [{a: x, b: y} for x in first for y in second]
