# The student multiplies all sizes.
# Message must contain: Do not multiply all sizes
def count_parameters(sizes):
    return int(np.prod(sizes))
