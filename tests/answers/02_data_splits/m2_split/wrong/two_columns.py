# The student writes the number of features into the code.
# Message must contain: Of 61 samples
def shuffled_split(X, y, *, n_valid, n_test, seed):
    table = np.column_stack([X, y])
    table = np.random.default_rng(seed).permutation(table)
    end = len(table) - n_test
    parts = table[: end - n_valid], table[end - n_valid : end], table[end:]
    return (*[part[:, :2] for part in parts], *[part[:, 2].astype(y.dtype) for part in parts])
