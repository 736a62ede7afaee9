# The student gives a bias to the inputs.
# Message must contain: The inputs have no biases
def count_parameters(sizes):
    return sum(a * b for a, b in zip(sizes[:-1], sizes[1:])) + sum(sizes)
