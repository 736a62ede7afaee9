# The student rounds a float, which has 16 digits and not 41.
# Message must contain: exact for large numbers
def n_terms(k, degree):
    return round(math.exp(math.lgamma(k + degree + 1) - math.lgamma(k + 1) - math.lgamma(degree + 1))) - 1
