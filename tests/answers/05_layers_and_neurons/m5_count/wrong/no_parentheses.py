# The student forgets the parentheses around n_in + 1.
# Message must contain: Parentheses
def count_parameters(sizes):
    return sum(n_in + 1 * n_out for n_in, n_out in zip(sizes[:-1], sizes[1:]))
