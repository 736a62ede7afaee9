# The student rounds each of the three sizes, so that samples are lost.
# Message must contain: Training is the rest
def split_sizes(n):
    if n < 3:
        raise ValueError('too few samples')
    if n > 10_000:
        return n - 2000, 1000, 1000
    return int(0.8 * n), int(0.1 * n), int(0.1 * n)
