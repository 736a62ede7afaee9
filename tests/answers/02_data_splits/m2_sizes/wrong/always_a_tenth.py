# The student does not treat large data apart.
# Message must contain: 12 000 is over 10 000
def split_sizes(n):
    if n < 3:
        raise ValueError('too few samples')
    held_out = max(1, round(n / 10))
    return n - 2 * held_out, held_out, held_out
