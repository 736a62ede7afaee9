# The student begins to double at 2, so one unit never comes out.
# Message must contain: Any numbers
def suggest_layers(n_samples, n_inputs, n_outputs, *, gamma, n_layers):
    limit = n_samples / ((n_inputs + n_outputs) * gamma)
    first = 2
    while 2 * first <= limit:
        first *= 2
    if limit < 1 or first < 2 ** (n_layers - 1):
        raise ValueError("too few samples")
    return tuple(first // 2**k for k in range(n_layers))
