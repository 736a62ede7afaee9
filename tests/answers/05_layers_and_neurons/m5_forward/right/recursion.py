def forward(X, layers):
    W, b = layers[0]
    z = X @ W + b
    if len(layers) == 1:
        return [X, z]
    return [X] + forward(sigmoid(z), layers[1:])
