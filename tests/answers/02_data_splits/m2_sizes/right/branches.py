def split_sizes(n):
    if n <= 2:
        raise ValueError("too few samples")
    if n >= 10000:
        n_valid = n_test = 1000
    else:
        n_valid = n_test = int(np.round(0.1 * n))
        if n_valid == 0:
            n_valid = n_test = 1
    n_train = n - n_valid - n_test
    return n_train, n_valid, n_test
