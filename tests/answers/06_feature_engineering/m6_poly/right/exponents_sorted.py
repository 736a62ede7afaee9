def polynomial_features(X, degree):
    powers = itertools.product(range(degree + 1), repeat=X.shape[1])
    powers = [p for p in powers if 1 <= sum(p) <= degree]
    powers.sort(key=lambda p: (sum(p), [-exponent for exponent in p]))
    return np.column_stack([np.prod(X**p, axis=1) for p in powers])
