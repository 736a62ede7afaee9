# The student subtracts the probability from y.
# Message must contain: The sign is wrong
def backward(y, layers, outputs):
    delta = (y.reshape(-1, 1) - sigmoid(outputs[-1])) / len(y)
    gradients = []
    for k in reversed(range(len(layers))):
        a = outputs[k]
        gradients.insert(0, (a.T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = delta @ layers[k][0].T * a * (1 - a)
    return gradients
