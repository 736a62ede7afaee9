# The student returns a float.
# Message must contain: Return an int
def count_parameters(sizes):
    return float(sum((a + 1) * b for a, b in zip(sizes[:-1], sizes[1:])))
