# The student writes the degree of the first example into the formula.
# Message must contain: Is there a fixed number in your formula
def n_terms(k, degree):
    return math.comb(k + degree, 3) - 1
