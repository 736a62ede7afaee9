# The student treats a middle layer as the only extra, as in the examples.
# Message must contain: not enough values to unpack
def forward(X, layers):
    (W1, b1), *middle, (W, b) = layers
    outputs = [X, sigmoid(X @ W1 + b1)]
    if middle:
        outputs.append(sigmoid(outputs[-1] @ middle[0][0] + middle[0][1]))
    return [*outputs, outputs[-1] @ W + b]
