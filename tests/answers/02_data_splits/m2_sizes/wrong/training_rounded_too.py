# The student rounds 0.8 n as well, which adds up by luck at some sizes only.
# Message must contain: training gets the rest
def split_sizes(n):
    if n < 3:
        raise ValueError('too few samples')
    if n > 10_000:
        return n - 2000, 1000, 1000
    held_out = max(1, round(0.1 * n))
    return min(round(0.8 * n), n - 2), held_out, held_out
