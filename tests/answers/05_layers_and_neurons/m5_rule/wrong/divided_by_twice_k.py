# The student divides by 2 k, which is 2 ** k for the first three layers only.
# Message must contain: Halve it down to 1
def suggest_layers(n_samples, n_inputs, n_outputs, *, gamma, n_layers):
    limit = n_samples / ((n_inputs + n_outputs) * gamma)
    first = 1
    while 2 * first <= limit:
        first *= 2
    if limit < 1 or first < 2 ** (n_layers - 1):
        raise ValueError("too few samples")
    return tuple(first // max(2 * k, 1) for k in range(n_layers))
