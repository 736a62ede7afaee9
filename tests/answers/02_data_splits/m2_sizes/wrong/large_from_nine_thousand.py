# The student takes the limit too low.
# Message must contain: 1000 is for over 10 000
def split_sizes(n):
    if n < 3:
        raise ValueError('too few samples')
    held_out = 1000 if n >= 9000 else max(1, round(n / 10))
    return n - 2 * held_out, held_out, held_out
