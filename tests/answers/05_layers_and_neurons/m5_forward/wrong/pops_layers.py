# The student takes the layers out of the caller's list.
# Message must contain: no `pop`
def forward(X, layers):
    outputs = [X]
    while layers:
        W, b = layers.pop(0)
        z = outputs[-1] @ W + b
        outputs.append(sigmoid(z) if layers else z)
    return outputs
