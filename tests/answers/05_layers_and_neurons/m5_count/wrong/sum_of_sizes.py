# The student adds up all sizes.
# Message must contain: You add up the sizes
def count_parameters(sizes):
    return sum(sizes)
