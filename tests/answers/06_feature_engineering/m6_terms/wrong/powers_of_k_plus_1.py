# The student takes choices in order.
# Message must contain: choices have no order
def n_terms(k, degree):
    return (k + 1) ** degree - 1
