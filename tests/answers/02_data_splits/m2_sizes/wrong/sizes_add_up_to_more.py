# The student rounds each share by itself: of 4 samples 3, 1 and 1.
# Message must contain: Training is the rest
def split_sizes(n):
    if n < 3:
        raise ValueError("too few samples")
    if n > 10_000:
        return n - 2000, 1000, 1000
    held_out = max(1, round(n / 10))
    return round(0.8 * n), held_out, held_out
