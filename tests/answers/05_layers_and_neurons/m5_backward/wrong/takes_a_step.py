# The student trains at once: W -= dW.
# Message must contain: changed layers
def backward(y, layers, outputs):
    delta = (sigmoid(outputs[-1]) - y.reshape(-1, 1)) / len(y)
    gradients = []
    for k in reversed(range(len(layers))):
        a = outputs[k]
        gradients.insert(0, (a.T @ delta, delta.sum(axis=0)))
        below = delta @ layers[k][0].T * a * (1 - a)
        W = layers[k][0]
        W -= gradients[0][0]
        delta = below
    return gradients
