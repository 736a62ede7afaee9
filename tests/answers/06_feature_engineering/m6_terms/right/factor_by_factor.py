def n_terms(k, degree):
    count = 1
    for i in range(1, degree + 1):
        count = count * (k + i) // i
    return count - 1
