# The student counts choices without repetition out of k + 1 things.
# Message must contain: put the stars on k + d places
def n_terms(k, degree):
    return math.comb(k + 1, degree)
