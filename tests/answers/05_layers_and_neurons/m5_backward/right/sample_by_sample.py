def backward(y, layers, outputs):
    gradients = [(np.zeros(W.shape), np.zeros(b.shape)) for W, b in layers]
    for i in range(len(y)):
        delta = (sigmoid(outputs[-1][i]) - y[i]) / len(y)
        for k in range(len(layers))[::-1]:
            a = outputs[k][i]
            gradients[k][0][:] += np.outer(a, delta)
            gradients[k][1][:] += delta
            delta = layers[k][0] @ delta * a * (1 - a)
    return gradients
