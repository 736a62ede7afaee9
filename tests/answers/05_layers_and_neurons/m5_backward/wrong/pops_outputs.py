# The student takes the logits out of the caller's list.
# Message must contain: changed outputs
def backward(y, layers, outputs):
    delta = (sigmoid(outputs.pop()) - y.reshape(-1, 1)) / len(y)
    gradients = []
    for k in reversed(range(len(layers))):
        a = outputs[k]
        gradients.insert(0, (a.T @ delta, delta.sum(axis=0)))
        if k > 0:
            delta = delta @ layers[k][0].T * a * (1 - a)
    return gradients
