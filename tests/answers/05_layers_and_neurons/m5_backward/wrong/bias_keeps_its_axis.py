# The student keeps the axis of the samples in db.
# Message must contain: Sum without keepdims
def backward(y, layers, outputs):
    delta = (sigmoid(outputs[-1]) - y.reshape(-1, 1)) / len(y)
    gradients = []
    for k in reversed(range(len(layers))):
        a = outputs[k]
        gradients.insert(0, (a.T @ delta, delta.sum(axis=0, keepdims=True)))
        if k > 0:
            delta = delta @ layers[k][0].T * a * (1 - a)
    return gradients
