def count_parameters(sizes):
    total = 0
    for n_in, n_out in itertools.pairwise(sizes):
        total += np.zeros((n_in, n_out)).size + np.zeros(n_out).size
    return total
