# The student's list begins with the first hidden layer.
# Message must contain: The list begins with X
def forward(X, layers):
    outputs, a = [], X
    for k, (W, b) in enumerate(layers):
        a = a @ W + b
        if k < len(layers) - 1:
            a = sigmoid(a)
        outputs.append(a)
    return outputs
