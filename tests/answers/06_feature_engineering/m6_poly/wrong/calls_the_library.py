# The student takes the library's transformer.
# Message must contain: Your code calls goodpractice.preprocessing
def polynomial_features(X, degree):
    return PolynomialFeatures(degree, include_bias=False).fit_transform(X)
