# The student writes the degree of the first example into the formula.
# Message must contain: is there a fixed 3 in your formula
def n_terms(k, degree):
    return math.comb(k + degree, 3) - 1
