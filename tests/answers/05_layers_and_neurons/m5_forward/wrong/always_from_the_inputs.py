# The student multiplies the inputs by the weights of every layer.
# Message must contain: The shapes are: X (6, 2)
def forward(X, layers):
    outputs = [X]
    for k, (W, b) in enumerate(layers):
        z = X @ W + b
        outputs.append(z if k == len(layers) - 1 else sigmoid(z))
    return outputs
