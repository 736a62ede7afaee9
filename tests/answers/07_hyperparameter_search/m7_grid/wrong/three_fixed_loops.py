# The student writes three loops, for three names.
# Message must contain: Your code stopped with ValueError
def grid_points(space):
    (a, first), (b, second), (c, third) = space.items()
    return [{a: x, b: y, c: z} for x in first for y in second for z in third]
