# The student returns one list of arrays.
# Message must contain: Lengths of yours: [0, 0]
def backward(y, layers, outputs):
    delta = (sigmoid(outputs[-1]) - y.reshape(-1, 1)) / len(y)
    gradients = []
    for k in reversed(range(len(layers))):
        a = outputs[k]
        gradients = [a.T @ delta, delta.sum(axis=0), *gradients]
        if k > 0:
            delta = delta @ layers[k][0].T * a * (1 - a)
    return gradients
