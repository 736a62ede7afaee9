# The student returns the error.
# Message must contain: Wanted: ValueError, raised
def split_sizes(n):
    if n < 3:
        return ValueError('too few samples')
    held_out = 1000 if n > 10_000 else max(1, round(n / 10))
    return n - 2 * held_out, held_out, held_out
