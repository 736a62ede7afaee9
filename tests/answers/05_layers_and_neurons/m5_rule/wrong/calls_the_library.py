# The student calls the library.
# Message must contain: Your code calls goodpractice.neural_network.layer_sizes
def suggest_layers(n_samples, n_inputs, n_outputs, *, gamma, n_layers):
    return layer_sizes(n_samples, n_inputs, n_outputs, gamma=gamma, n_layers=n_layers)
