# The student puts one star too few on the places.
# Message must contain: Count the ways to put d stars
def n_terms(k, degree):
    return math.comb(k + degree, degree - 1)
