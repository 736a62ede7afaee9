# The student writes the names of the example into the code.
# Message must contain: Your code stopped with KeyError
def grid_points(space):
    return [
        {"learning_rate": rate, "batch_size": size}
        for rate in space["learning_rate"]
        for size in space["batch_size"]
    ]
