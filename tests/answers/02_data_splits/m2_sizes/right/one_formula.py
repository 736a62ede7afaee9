def split_sizes(n):
    if n < 3:
        raise ValueError(f"n is {n}; wanted at least 3, one for each set")
    held_out = 1000 if n > 10_000 else max(1, round(n / 10))
    return n - 2 * held_out, held_out, held_out
