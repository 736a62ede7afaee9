# The student asks the library.
# Message must contain: ParameterGrid
from goodpractice.model_selection import ParameterGrid


def grid_points(space):
    return list(ParameterGrid(space))
