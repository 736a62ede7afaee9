# The student stores the outputs and goes on with the weighted sums.
# Message must contain: What goes on is its sigmoid
def forward(X, layers):
    outputs, z = [X], X
    for k, (W, b) in enumerate(layers):
        z = z @ W + b
        outputs.append(z if k == len(layers) - 1 else sigmoid(z))
    return outputs
