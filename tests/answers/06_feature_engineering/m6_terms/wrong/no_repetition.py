# The student lets no column stand twice.
# Message must contain: may stand in a product more than once
def n_terms(k, degree):
    return sum(math.comb(k, d) for d in range(1, degree + 1))
