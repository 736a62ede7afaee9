# The student refuses N_n = 1, which allows one unit.
# Message must contain: n_layers=1: (1,)
def suggest_layers(n_samples, n_inputs, n_outputs, *, gamma, n_layers):
    limit = n_samples / ((n_inputs + n_outputs) * gamma)
    if limit <= 1:
        raise ValueError("too few samples")
    first = 1
    while 2 * first <= limit:
        first *= 2
    if first < 2 ** (n_layers - 1):
        raise ValueError("too few samples")
    return tuple(first // 2**k for k in range(n_layers))
