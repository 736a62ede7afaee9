# The student rounds a tenth up.
# Message must contain: 1.2 rounds to 1
def split_sizes(n):
    if n < 3:
        raise ValueError('too few samples')
    held_out = 1000 if n > 10_000 else math.ceil(n / 10)
    return n - 2 * held_out, held_out, held_out
