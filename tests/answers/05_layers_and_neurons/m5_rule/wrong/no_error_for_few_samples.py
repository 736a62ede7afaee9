# The student gives at least one unit, whatever N_n is.
# Message must contain: N_n is 0.83
def suggest_layers(n_samples, n_inputs, n_outputs, *, gamma, n_layers):
    limit = n_samples / ((n_inputs + n_outputs) * gamma)
    first = 1
    while 2 * first <= limit:
        first *= 2
    if first < 2 ** (n_layers - 1):
        raise ValueError("too few samples")
    return tuple(first // 2**k for k in range(n_layers))
