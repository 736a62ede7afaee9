# The student returns the logits alone.
# Message must contain: Return the whole list
def forward(X, layers):
    a = X
    for W, b in layers[:-1]:
        a = sigmoid(a @ W + b)
    return a @ layers[-1][0] + layers[-1][1]
