# The student asks the library.
# Message must contain: ParameterGrid
def grid_points(space):
    return list(ParameterGrid(space))
