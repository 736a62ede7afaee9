# The student does not refuse too few samples.
# Message must contain: Wanted: ValueError
def split_sizes(n):
    held_out = 1000 if n > 10_000 else max(1, round(n / 10))
    return n - 2 * held_out, held_out, held_out
