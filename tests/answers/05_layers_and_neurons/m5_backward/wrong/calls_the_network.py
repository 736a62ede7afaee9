# The student asks the library's network for its gradients.
# Message must contain: Your code calls goodpractice.neural_network.MLPClassifier
def backward(y, layers, outputs):
    X = outputs[0]
    model = MLPClassifier([W.shape[1] for W, _ in layers[:-1]], "logistic", max_epochs=0)
    model.fit(X, [0, 1] * (len(X) // 2) + [0] * (len(X) % 2))
    model.set_weights([array for pair in layers for array in pair])
    flat = model.gradients(X, y)
    return list(zip(flat[::2], flat[1::2]))
