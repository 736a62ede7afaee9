# The student turns the caller's list round.
# Message must contain: changed layers
def backward(y, layers, outputs):
    delta = (sigmoid(outputs[-1]) - y.reshape(-1, 1)) / len(y)
    gradients, last = [], len(layers) - 1
    layers.reverse()
    for j, (W, b) in enumerate(layers):
        a = outputs[last - j]
        gradients.insert(0, (a.T @ delta, delta.sum(axis=0)))
        delta = delta @ W.T * a * (1 - a)
    return gradients
