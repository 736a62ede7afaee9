# The student counts the first and the last layer only.
# Message must contain: Wanted: 30
def count_parameters(sizes):
    return (sizes[0] + 1) * sizes[1] + (sizes[-2] + 1) * sizes[-1]
