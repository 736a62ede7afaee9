def n_terms(k, degree):
    return sum(math.comb(k + d - 1, d) for d in range(1, degree + 1))
