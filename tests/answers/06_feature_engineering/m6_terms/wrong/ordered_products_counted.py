# The student counts x1 x2 and x2 x1 apart.
# Message must contain: the same product: count it once
def n_terms(k, degree):
    return sum(k**d for d in range(1, degree + 1))
