# The student shifts the caller's X.
# Message must contain: changed X
def forward(X, layers):
    outputs = [X]
    X -= X.mean(axis=0)
    for k, (W, b) in enumerate(layers):
        z = outputs[-1] @ W + b
        outputs.append(z if k == len(layers) - 1 else sigmoid(z))
    return outputs
