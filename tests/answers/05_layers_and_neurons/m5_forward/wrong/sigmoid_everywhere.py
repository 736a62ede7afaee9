# The student applies the sigmoid in the last layer, too.
# Message must contain: no sigmoid there
def forward(X, layers):
    outputs = [X]
    for W, b in layers:
        outputs.append(sigmoid(outputs[-1] @ W + b))
    return outputs
