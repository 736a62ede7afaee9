# The student uses meshgrid, which makes floats of all values.
# Message must contain: with the values just as they came
def grid_points(space):
    axes = np.meshgrid(*[np.array(v, dtype=float) for v in space.values()])
    rows = np.stack([a.ravel() for a in axes], axis=1)
    return [dict(zip(space, row.tolist())) for row in rows]
