# The student divides with / and returns floats.
# Message must contain: / does not
def split_sizes(n):
    if n < 3:
        raise ValueError('too few samples')
    held_out = 1000 if n > 10_000 else n / 10
    return n - 2 * held_out, held_out, held_out
