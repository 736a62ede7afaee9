# The student counts the highest degree and subtracts 1.
# Message must contain: the products of degree 5 alone
def n_terms(k, degree):
    return math.comb(k + degree - 1, degree) - 1
