def n_terms(k, degree):
    return math.comb(k + degree, degree) - 1
