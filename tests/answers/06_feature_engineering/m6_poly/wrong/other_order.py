# The student takes the exponents in the order in which they come.
# Message must contain: their order is not
def polynomial_features(X, degree):
    powers = itertools.product(range(degree + 1), repeat=X.shape[1])
    powers = [p for p in powers if 1 <= sum(p) <= degree]
    return np.column_stack([np.prod(X**p, axis=1) for p in powers])
