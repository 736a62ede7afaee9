# The student takes the test set from what validation has left.
# Message must contain: A tenth of the whole for each
def split_sizes(n):
    if n < 3:
        raise ValueError('too few samples')
    if n > 10_000:
        return n - 2000, 1000, 1000
    n_test = max(1, round(n / 10))
    n_valid = max(1, round((n - n_test) / 10))
    return n - n_valid - n_test, n_valid, n_test
