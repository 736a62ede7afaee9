# The student counts choices without repetition, less the product 1.
# Message must contain: put the stars on k + d places
def n_terms(k, degree):
    return math.comb(k + 1, degree) - 1
