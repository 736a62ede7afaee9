# The student joins the inputs to sizes[-1].
# Message must contain: Begin at i = 1
def count_parameters(sizes):
    total = 0
    for i in range(len(sizes)):
        total += (sizes[i - 1] + 1) * sizes[i]
    return total
