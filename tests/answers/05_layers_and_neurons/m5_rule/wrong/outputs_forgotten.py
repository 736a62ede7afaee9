# The student takes one output for granted.
# Message must contain: do you use n_outputs
def suggest_layers(n_samples, n_inputs, n_outputs, *, gamma, n_layers):
    limit = n_samples / ((n_inputs + 1) * gamma)
    first = 1
    while 2 * first <= limit:
        first *= 2
    if limit < 1 or first < 2 ** (n_layers - 1):
        raise ValueError("too few samples")
    return tuple(first // 2**k for k in range(n_layers))
