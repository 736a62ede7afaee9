# The student's dW is transposed.
# Message must contain: That is its transpose
def backward(y, layers, outputs):
    delta = (sigmoid(outputs[-1]) - y.reshape(-1, 1)) / len(y)
    gradients = []
    for k in reversed(range(len(layers))):
        a = outputs[k]
        gradients.insert(0, (delta.T @ a, delta.sum(axis=0)))
        if k > 0:
            delta = delta @ layers[k][0].T * a * (1 - a)
    return gradients
