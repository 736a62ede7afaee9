# The student counts a bias for each input of a layer.
# Message must contain: not n_in
def count_parameters(sizes):
    return sum(a * (b + 1) for a, b in zip(sizes[:-1], sizes[1:]))
