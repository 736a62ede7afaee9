# The student uses the labels of the setup in place of y.
# Message must contain: Your code stopped with ValueError
def backward(y, layers, outputs):
    delta = (sigmoid(outputs[-1]) - ellipses[0][1].reshape(-1, 1)) / len(y)
    gradients = []
    for k in reversed(range(len(layers))):
        a = outputs[k]
        gradients.insert(0, (a.T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = delta @ layers[k][0].T * a * (1 - a)
    return gradients
