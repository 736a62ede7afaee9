# The student divides floats and cuts the result off.
# Message must contain: exact for large numbers
def n_terms(k, degree):
    return int(math.factorial(k + degree) / math.factorial(k) / math.factorial(degree)) - 1
