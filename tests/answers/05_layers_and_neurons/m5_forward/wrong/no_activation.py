# The student forgets the activation of the hidden layers.
# Message must contain: each hidden layer applies `sigmoid`
def forward(X, layers):
    outputs = [X]
    for W, b in layers:
        outputs.append(outputs[-1] @ W + b)
    return outputs
