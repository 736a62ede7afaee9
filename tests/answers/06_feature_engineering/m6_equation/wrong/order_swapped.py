# The student returns the side first.
# Message must contain: first the coefficients
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = np.sum(slopes * mean) - bias
    return ">=" if right > 0 else "<=", slopes / right
