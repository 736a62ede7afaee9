# The student divides by the constant and forgets to bring it to the other side.
# Message must contain: All signs are turned round
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    constant = bias - np.sum(slopes * mean)
    return slopes / constant, ">="
