# The student subtracts y of shape (n,) from a column.
# Message must contain: give y the shape (n, 1)
def backward(y, layers, outputs):
    delta = (sigmoid(outputs[-1]) - y) / len(y)
    gradients = []
    for k in reversed(range(len(layers))):
        a = outputs[k]
        gradients.insert(0, (a.T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = delta @ layers[k][0].T * a * (1 - a)
    return gradients
