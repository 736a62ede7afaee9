# The student writes the number of samples into the code.
# Message must contain: The last delta is
def backward(y, layers, outputs):
    delta = (sigmoid(outputs[-1]) - y.reshape(-1, 1)) / 6
    gradients = []
    for k in reversed(range(len(layers))):
        a = outputs[k]
        gradients.insert(0, (a.T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = delta @ layers[k][0].T * a * (1 - a)
    return gradients
