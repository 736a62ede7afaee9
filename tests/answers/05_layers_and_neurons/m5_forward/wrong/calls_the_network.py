# The student puts the layers into the library's network.
# Message must contain: Your code calls goodpractice.neural_network.MLPClassifier
def forward(X, layers):
    model = MLPClassifier([W.shape[1] for W, _ in layers[:-1]], "logistic", max_epochs=0)
    model.fit(X, [0, 1] * (len(X) // 2) + [0] * (len(X) % 2))
    model.set_weights([array for pair in layers for array in pair])
    return model._network.forward(X)
