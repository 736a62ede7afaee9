# The student sums delta over units as well.
# Message must contain: Sum over the samples only: axis=0
def backward(y, layers, outputs):
    delta = (sigmoid(outputs[-1]) - y.reshape(-1, 1)) / len(y)
    gradients = []
    for k in reversed(range(len(layers))):
        a = outputs[k]
        gradients.insert(0, (a.T @ delta, delta.sum()))
        if k > 0:
            delta = delta @ layers[k][0].T * a * (1 - a)
    return gradients
