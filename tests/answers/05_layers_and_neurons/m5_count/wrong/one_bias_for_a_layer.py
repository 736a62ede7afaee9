# The student counts one bias for each layer.
# Message must contain: not one in all
def count_parameters(sizes):
    return sum(a * b + 1 for a, b in itertools.pairwise(sizes))
