# The student lets a tenth of few samples round to 0.
# Message must contain: round(0.4) is 0
def split_sizes(n):
    if n < 3:
        raise ValueError('too few samples')
    held_out = 1000 if n > 10_000 else round(n / 10)
    return n - 2 * held_out, held_out, held_out
