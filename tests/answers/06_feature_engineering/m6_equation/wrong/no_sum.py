# The student forgets to sum.
# Message must contain: is np.sum missing
def read_equation(weights, bias, mean, scale):
    slopes = weights / scale
    right = slopes * mean - bias
    c = slopes / right
    return c, ">=" if right[0] > 0 else "<="
