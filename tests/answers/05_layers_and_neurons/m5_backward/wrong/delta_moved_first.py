# The student moves delta down before dW and db.
# Message must contain: move delta after dW and db
def backward(y, layers, outputs):
    delta = (sigmoid(outputs[-1]) - y.reshape(-1, 1)) / len(y)
    gradients = []
    for k in reversed(range(len(layers))):
        a = outputs[k]
        if k > 0:
            delta = delta @ layers[k][0].T * a * (1 - a)
        gradients.insert(0, (a.T @ delta, delta.sum(axis=0)))
    return gradients
