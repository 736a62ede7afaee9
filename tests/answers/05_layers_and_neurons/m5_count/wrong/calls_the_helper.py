# The student calls the library's own function.
# Message must contain: Your code calls goodpractice.neural_network.
def count_parameters(sizes):
    from goodpractice.neural_network import _count_parameters

    return _count_parameters(sizes)
