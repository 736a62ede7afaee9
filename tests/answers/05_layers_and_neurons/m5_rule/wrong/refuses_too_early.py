# The student wants one power of two more than there are layers.
# Message must contain: Halve it down to 1
def suggest_layers(n_samples, n_inputs, n_outputs, *, gamma, n_layers):
    limit = n_samples / ((n_inputs + n_outputs) * gamma)
    first = 1
    while 2 * first <= limit:
        first *= 2
    if limit < 2**n_layers:
        raise ValueError("too few samples")
    return tuple(first // 2**k for k in range(n_layers))
