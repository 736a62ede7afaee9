def forward(X, layers):
    outputs = [X]
    for W, b in layers[:-1]:
        outputs.append(1 / (1 + np.exp(-(np.dot(outputs[-1], W) + b))))
    W, b = layers[-1]
    return [*outputs, np.dot(outputs[-1], W) + b]
