# The student halves below 1.
# Message must contain: raise ValueError
def suggest_layers(n_samples, n_inputs, n_outputs, *, gamma, n_layers):
    limit = n_samples / ((n_inputs + n_outputs) * gamma)
    first = 1
    while 2 * first <= limit:
        first *= 2
    if limit < 1:
        raise ValueError("too few samples")
    return tuple(first // 2**k for k in range(n_layers))
