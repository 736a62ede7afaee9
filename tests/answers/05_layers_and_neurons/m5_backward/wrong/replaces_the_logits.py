# The student puts the probabilities in the place of the logits.
# Message must contain: changed outputs
def backward(y, layers, outputs):
    outputs[-1] = sigmoid(outputs[-1])
    delta = (outputs[-1] - y.reshape(-1, 1)) / len(y)
    gradients = []
    for k in reversed(range(len(layers))):
        a = outputs[k]
        gradients.insert(0, (a.T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = delta @ layers[k][0].T * a * (1 - a)
    return gradients
