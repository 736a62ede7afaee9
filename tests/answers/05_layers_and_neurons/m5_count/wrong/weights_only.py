# The student forgets the biases.
# Message must contain: The biases are missing
def count_parameters(sizes):
    return sum(a * b for a, b in zip(sizes[:-1], sizes[1:]))
