# The student's condition is k > 1.
# Message must contain: delta was not moved down
def backward(y, layers, outputs):
    delta = (sigmoid(outputs[-1]) - y.reshape(-1, 1)) / len(y)
    gradients = []
    for k in reversed(range(len(layers))):
        a = outputs[k]
        gradients.insert(0, (a.T @ delta, delta.sum(axis=0)))
        if k > 1:
            delta = delta @ layers[k][0].T * a * (1 - a)
    return gradients
