# The student takes over 1000 samples for large data.
# Message must contain: 1000 each is for n over 10 000
def split_sizes(n):
    if n < 3:
        raise ValueError('too few samples')
    held_out = 1000 if n > 1000 else max(1, round(n / 10))
    return n - 2 * held_out, held_out, held_out
