# The student takes the third layer for the last one.
# Message must contain: The last layer gives logits
def forward(X, layers):
    outputs = [X]
    for k, (W, b) in enumerate(layers):
        z = outputs[-1] @ W + b
        outputs.append(sigmoid(z) if k < 2 else z)
    return outputs
