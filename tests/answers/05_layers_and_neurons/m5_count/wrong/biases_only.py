# The student counts units.
# Message must contain: These are the biases
def count_parameters(sizes):
    return sum(sizes[1:])
