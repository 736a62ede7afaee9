# The student returns the training set last.
# Message must contain: Training comes first
def split_sizes(n):
    if n < 3:
        raise ValueError('too few samples')
    held_out = 1000 if n > 10_000 else max(1, round(n / 10))
    return held_out, held_out, n - 2 * held_out
