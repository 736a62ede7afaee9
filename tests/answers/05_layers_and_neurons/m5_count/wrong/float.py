# The student returns a float.
# Message must contain: a float
def count_parameters(sizes):
    return float(sum((a + 1) * b for a, b in zip(sizes[:-1], sizes[1:])))
