# The student's formula knows one hidden layer.
# Message must contain: Your code stopped with ValueError
def count_parameters(sizes):
    n_in, n_hidden, n_out = sizes
    return (n_in + 1) * n_hidden + (n_hidden + 1) * n_out
