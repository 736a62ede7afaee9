# The student takes every layer with one unit for the last one.
# Message must contain: each hidden layer applies `sigmoid`
def forward(X, layers):
    outputs = [X]
    for W, b in layers:
        z = outputs[-1] @ W + b
        outputs.append(z if W.shape[1] == 1 else sigmoid(z))
    return outputs
