# The student uses meshgrid, which makes floats of all values.
# Message must contain: gives 32, a float. Wanted: 32, an int
def grid_points(space):
    axes = np.meshgrid(*[np.array(v, dtype=float) for v in space.values()])
    rows = np.stack([a.ravel() for a in axes], axis=1)
    return [dict(zip(space, row.tolist())) for row in rows]
