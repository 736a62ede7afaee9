# The student takes another activation.
# Message must contain: That is tanh
def forward(X, layers):
    outputs = [X]
    for k, (W, b) in enumerate(layers):
        z = outputs[-1] @ W + b
        outputs.append(z if k == len(layers) - 1 else np.tanh(z))
    return outputs
