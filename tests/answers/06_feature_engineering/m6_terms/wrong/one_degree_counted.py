# The student counts the terms of the highest degree alone.
# Message must contain: the products of degree 5 alone
def n_terms(k, degree):
    return math.comb(k + degree - 1, degree)
