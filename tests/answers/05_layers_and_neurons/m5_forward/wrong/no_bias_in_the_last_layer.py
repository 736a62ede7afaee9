# The student forgets the bias of the last layer.
# Message must contain: The last layer has a bias, too
def forward(X, layers):
    outputs = [X]
    for k, (W, b) in enumerate(layers):
        z = outputs[-1] @ W
        outputs.append(z if k == len(layers) - 1 else sigmoid(z + b))
    return outputs
