def split_sizes(n):
    if n < 3:
        raise ValueError('too few samples')
    held_out = np.clip(np.rint(n / 10).astype(int), 1, 1000)
    return n - 2 * held_out, held_out, held_out
