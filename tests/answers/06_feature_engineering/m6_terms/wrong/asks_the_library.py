# The student lets the library count.
# Message must contain: Your code calls goodpractice.preprocessing
def n_terms(k, degree):
    return PolynomialFeatures(degree, include_bias=False).fit(np.ones((1, k))).n_output_features_
