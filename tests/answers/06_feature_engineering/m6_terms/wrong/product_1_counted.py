# The student counts the column of ones, too.
# Message must contain: The product 1 of no columns
def n_terms(k, degree):
    return math.comb(k + degree, degree)
