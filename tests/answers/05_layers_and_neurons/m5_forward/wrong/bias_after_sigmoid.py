# The student adds the bias to the output of the unit.
# Message must contain: before you apply the sigmoid
def forward(X, layers):
    outputs = [X]
    for k, (W, b) in enumerate(layers):
        z = outputs[-1] @ W
        outputs.append((z if k == len(layers) - 1 else sigmoid(z)) + b)
    return outputs
