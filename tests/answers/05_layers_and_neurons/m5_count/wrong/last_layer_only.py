# The student replaces the total in place of adding to it.
# Message must contain: do not replace it
def count_parameters(sizes):
    total = 0
    for n_in, n_out in zip(sizes[:-1], sizes[1:]):
        total = (n_in + 1) * n_out
    return total
