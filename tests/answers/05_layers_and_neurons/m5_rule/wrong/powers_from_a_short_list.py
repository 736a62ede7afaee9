# The student's list of powers ends at 64.
# Message must contain: Any numbers
def suggest_layers(n_samples, n_inputs, n_outputs, *, gamma, n_layers):
    limit = n_samples / ((n_inputs + n_outputs) * gamma)
    below = [power for power in (1, 2, 4, 8, 16, 32, 64) if power <= limit]
    if not below or below[-1] < 2 ** (n_layers - 1):
        raise ValueError("too few samples")
    return tuple(below[-1] // 2**k for k in range(n_layers))
