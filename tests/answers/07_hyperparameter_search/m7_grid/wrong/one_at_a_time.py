# The student changes one hyperparameter at a time.
# Message must contain: Wanted: 12, the product of the sizes
# Message must contain: Not the sum
def grid_points(space):
    usual = {name: values[0] for name, values in space.items()}
    return [{**usual, name: value} for name, values in space.items() for value in values]
