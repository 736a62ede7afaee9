# The student forgets to transpose W, which square layers let pass.
# Message must contain: perhaps a `.T` is missing
def backward(y, layers, outputs):
    delta = (sigmoid(outputs[-1]) - y.reshape(-1, 1)) / len(y)
    gradients = []
    for k in reversed(range(len(layers))):
        a = outputs[k]
        gradients.insert(0, (a.T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = delta @ layers[k][0] * a * (1 - a)
    return gradients
