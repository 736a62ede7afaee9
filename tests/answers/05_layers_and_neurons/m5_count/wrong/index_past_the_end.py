# The student counts n layers for n sizes.
# Message must contain: n sizes make n - 1 layers
def count_parameters(sizes):
    total = 0
    for i in range(len(sizes)):
        total += (sizes[i] + 1) * sizes[i + 1]
    return total
