# The student writes three layers out, and no more.
# Message must contain: Your code stopped with ValueError
def forward(X, layers):
    (W1, b1), (W2, b2), (W3, b3) = layers
    a1 = sigmoid(X @ W1 + b1)
    a2 = sigmoid(a1 @ W2 + b2)
    return [X, a1, a2, a2 @ W3 + b3]
