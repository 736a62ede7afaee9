def backward(y, layers, outputs):
    n = len(y)
    delta = 1 / (1 + np.exp(-outputs[-1])) - y[:, np.newaxis]
    gradients = [None] * len(layers)
    for k in range(len(layers) - 1, -1, -1):
        gradients[k] = [np.dot(outputs[k].T, delta) / n, delta.mean(axis=0)]
        delta = np.dot(delta, layers[k][0].T) * outputs[k] * (1 - outputs[k])
    return gradients
