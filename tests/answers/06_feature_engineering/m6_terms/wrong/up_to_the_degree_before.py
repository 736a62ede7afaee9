# The student stops the sum one degree too early.
# Message must contain: Degree 5 is missing
def n_terms(k, degree):
    return sum(math.comb(k + d - 1, d) for d in range(1, degree))
