# The student returns one dict of columns.
# Message must contain: Return a list of dicts
def grid_points(space):
    rows = list(itertools.product(*space.values()))
    return {name: [row[i] for row in rows] for i, name in enumerate(space)}
