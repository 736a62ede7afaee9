# The student gives the caller's y another shape.
# Message must contain: changed y
def backward(y, layers, outputs):
    y.shape = (-1, 1)
    delta = (sigmoid(outputs[-1]) - y) / len(y)
    gradients = []
    for k in reversed(range(len(layers))):
        a = outputs[k]
        gradients.insert(0, (a.T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = delta @ layers[k][0].T * a * (1 - a)
    return gradients
