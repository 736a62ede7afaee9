def n_terms(k, degree):
    counts = [1] * (degree + 1)
    for _ in range(k):
        for d in range(1, degree + 1):
            counts[d] += counts[d - 1]
    return counts[degree] - 1
