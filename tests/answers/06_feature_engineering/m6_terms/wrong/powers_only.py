# The student counts the powers of single columns.
# Message must contain: Those are the powers of single columns
def n_terms(k, degree):
    return k * degree
