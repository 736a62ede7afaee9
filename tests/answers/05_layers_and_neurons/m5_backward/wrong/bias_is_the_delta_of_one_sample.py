# The student's db is delta of the first sample.
# Message must contain: db is its sum over the samples
def backward(y, layers, outputs):
    delta = (sigmoid(outputs[-1]) - y.reshape(-1, 1)) / len(y)
    gradients = []
    for k in reversed(range(len(layers))):
        a = outputs[k]
        gradients.insert(0, (a.T @ delta, delta[0]))
        if k > 0:
            delta = delta @ layers[k][0].T * a * (1 - a)
    return gradients
