def suggest_layers(n_samples, n_inputs, n_outputs, *, gamma, n_layers):
    limit = n_samples / ((n_inputs + n_outputs) * gamma)
    if limit < 1:
        raise ValueError("less than one unit")
    exponent = int(np.floor(np.log2(limit)))
    if n_layers > exponent + 1:
        raise ValueError("too many layers")
    return tuple(2 ** (exponent - k) for k in range(n_layers))
