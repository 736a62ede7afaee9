# The student writes three layers out, and no more.
# Message must contain: Your code stopped with ValueError
def backward(y, layers, outputs):
    (W1, b1), (W2, b2), (W3, b3) = layers
    X, a1, a2, z = outputs
    d3 = (sigmoid(z) - y.reshape(-1, 1)) / len(y)
    d2 = d3 @ W3.T * a2 * (1 - a2)
    d1 = d2 @ W2.T * a1 * (1 - a1)
    return [(X.T @ d1, d1.sum(0)), (a1.T @ d2, d2.sum(0)), (a2.T @ d3, d3.sum(0))]
