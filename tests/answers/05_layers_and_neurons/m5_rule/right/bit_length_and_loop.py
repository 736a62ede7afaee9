def suggest_layers(n_samples, n_inputs, n_outputs, *, gamma, n_layers):
    first = 2 ** (int(n_samples / ((n_inputs + n_outputs) * gamma)).bit_length() - 1)
    sizes = []
    for _ in range(n_layers):
        if first < 1:
            raise ValueError("a layer would have less than one unit")
        sizes.append(first)
        first = first // 2
    return tuple(sizes)
