# The student lets a private method of the library count.
# Message must contain: Your code calls goodpractice.preprocessing
def n_terms(k, degree):
    features = object.__new__(PolynomialFeatures)
    features.degree, features.interaction_only, features.include_bias = degree, False, False
    return features._count_terms(k)
