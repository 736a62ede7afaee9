# The student undoes the division and forgets the subtraction.
# Message must contain: The means are missing
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    return slopes / -bias, ">=" if bias < 0 else "<="
