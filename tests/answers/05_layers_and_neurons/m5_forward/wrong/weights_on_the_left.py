# The student multiplies from the left.
# Message must contain: The shapes are: X (6, 2), W (2, 3)
def forward(X, layers):
    outputs = [X]
    for k, (W, b) in enumerate(layers):
        z = W @ outputs[-1] + b
        outputs.append(z if k == len(layers) - 1 else sigmoid(z))
    return outputs
