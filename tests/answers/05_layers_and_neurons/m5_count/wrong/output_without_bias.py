# The student gives no bias to the output.
# Message must contain: The outputs have biases
def count_parameters(sizes):
    return sum(a * b for a, b in zip(sizes[:-1], sizes[1:])) + sum(sizes[1:-1])
