# The student applies the sigmoid to the first layer only.
# Message must contain: outputs[2]
# Message must contain: each hidden layer applies `sigmoid`
def forward(X, layers):
    outputs = [X]
    for k, (W, b) in enumerate(layers):
        z = outputs[-1] @ W + b
        outputs.append(sigmoid(z) if k == 0 else z)
    return outputs
