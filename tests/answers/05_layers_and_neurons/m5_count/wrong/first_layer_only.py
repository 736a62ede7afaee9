# The student returns inside the loop.
# Message must contain: is `return` inside the loop
def count_parameters(sizes):
    total = 0
    for n_in, n_out in zip(sizes[:-1], sizes[1:]):
        total += (n_in + 1) * n_out
        return total
