# The student reads the weights as if the features had not been scaled.
# Message must contain: divide each weight by it, everywhere
def read_equation(weights, bias, mean, scale):
    return weights / -bias, ">=" if bias < 0 else "<="
