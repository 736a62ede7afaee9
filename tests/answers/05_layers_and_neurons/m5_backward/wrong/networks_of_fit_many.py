# The student lets the networks of fit_many do it.
# Message must contain: calls goodpractice.neural_network.MLPClassifier of the library
def backward(y, layers, outputs):
    from goodpractice import _population, neural_network

    _population._to_probabilities = lambda z: z.__setitem__(..., 1 / (1 + np.exp(-z)))
    nets = _population._Networks.__new__(_population._Networks)
    nets.weights = [W[np.newaxis] for W, _ in layers]
    nets.weight_gradients = [np.zeros((1, *W.shape)) for W, _ in layers]
    nets.bias_gradients = [np.zeros((1, 1, len(b))) for _, b in layers]
    nets.activation, nets.penalised, nets._memory = neural_network._Logistic(), np.zeros(0), {}
    nets.backward([a[np.newaxis].copy() for a in outputs], y.reshape(1, -1, 1))
    return [(dW[0], db[0, 0]) for dW, db in zip(nets.weight_gradients, nets.bias_gradients)]
