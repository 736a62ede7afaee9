# The student takes a power of two strictly below N_n.
# Message must contain: N_n is 16, a power of two
def suggest_layers(n_samples, n_inputs, n_outputs, *, gamma, n_layers):
    limit = n_samples / ((n_inputs + n_outputs) * gamma)
    first = 1
    while 2 * first < limit:
        first *= 2
    if limit < 1 or first < 2 ** (n_layers - 1):
        raise ValueError("too few samples")
    return tuple(first // 2**k for k in range(n_layers))
