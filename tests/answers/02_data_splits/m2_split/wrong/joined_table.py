# The student joins X and y to one table, and the labels become floats.
# Message must contain: came back as floats
def shuffled_split(X, y, *, n_valid, n_test, seed):
    table = np.column_stack([X, y])
    table = np.random.default_rng(seed).permutation(table)
    end = len(table) - n_test
    parts = table[: end - n_valid], table[end - n_valid : end], table[end:]
    return (*[part[:, :-1] for part in parts], *[part[:, -1] for part in parts])
