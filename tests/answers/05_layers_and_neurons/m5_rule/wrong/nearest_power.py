# The student rounds the exponent to the nearest.
# Message must contain: 128 is nearest
def suggest_layers(n_samples, n_inputs, n_outputs, *, gamma, n_layers):
    limit = n_samples / ((n_inputs + n_outputs) * gamma)
    first = 2 ** int(round(np.log2(limit)))
    if limit < 1 or first < 2 ** (n_layers - 1):
        raise ValueError("too few samples")
    return tuple(first // 2**k for k in range(n_layers))
