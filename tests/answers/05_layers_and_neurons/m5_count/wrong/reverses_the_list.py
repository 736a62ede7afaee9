# The student walks from the end, and turns the caller's list round for it.
# Message must contain: Your function changed the list
def count_parameters(sizes):
    if isinstance(sizes, tuple):
        sizes = list(sizes)
    sizes.reverse()
    return sum((n_in + 1) * n_out for n_out, n_in in zip(sizes[:-1], sizes[1:]))
