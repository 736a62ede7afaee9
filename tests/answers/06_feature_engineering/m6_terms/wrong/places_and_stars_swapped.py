# The student gives math.comb the stars first.
# Message must contain: takes the places first, then the stars
def n_terms(k, degree):
    return math.comb(degree,k+degree) - 1
