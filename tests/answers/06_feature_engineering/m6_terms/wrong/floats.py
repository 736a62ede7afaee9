# The student divides with /, which makes a float.
# Message must contain: Wanted: 55, an int
def n_terms(k, degree):
    return math.factorial(k + degree) / math.factorial(k) / math.factorial(degree) - 1
