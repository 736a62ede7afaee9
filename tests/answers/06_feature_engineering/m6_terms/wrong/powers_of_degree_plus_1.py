# The student lets each column have every power up to the degree.
# Message must contain: Only the degree of the whole product is bounded
def n_terms(k, degree):
    return (degree + 1) ** k - 1
